export default function Why(_: any) { return null; }
