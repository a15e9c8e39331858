export default function Orders(_: any) { return null; }
