export default function Decisions(_: any) { return null; }
