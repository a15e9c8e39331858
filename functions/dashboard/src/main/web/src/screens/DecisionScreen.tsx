export default function DecisionScreen(_: any) { return null; }
