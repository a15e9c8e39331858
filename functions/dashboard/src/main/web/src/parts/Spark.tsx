/** A line without axes; what it says is said in words beside it. */
export function Spark({ values, colour, label }: { values: number[]; colour: string; label: string }) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const x = (i: number) => (i / (values.length - 1)) * 160;
  const y = (value: number) => 2 + ((high - value) / (high - low || 1)) * 44;
  return (
    <svg viewBox="0 0 160 48" width="100%" height="52" preserveAspectRatio="none" role="img" aria-label={label}>
      <line x1="0" x2="160" y1={y(0)} y2={y(0)} stroke="var(--edge)" strokeDasharray="2 3" vectorEffect="non-scaling-stroke" />
      <polyline points={values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} fill="none" stroke={colour} strokeWidth="1.8" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
