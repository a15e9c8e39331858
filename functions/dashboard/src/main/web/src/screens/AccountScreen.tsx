export default function AccountScreen(_: any) { return null; }
