export default function Trades(_: any) { return null; }
