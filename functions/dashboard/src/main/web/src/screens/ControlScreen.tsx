export default function ControlScreen(_: any) { return null; }
