export default function Market(_: any) { return null; }
