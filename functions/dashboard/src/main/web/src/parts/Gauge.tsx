/** A half circle that fills; full is the limit. */
export function Gauge({ share, value, of, label }: { share: number; value: string; of: string; label: string }) {
  const shown = Math.min(1, Math.max(0, share));
  const length = Math.PI * 70;
  const colour = share >= 0.75 ? 'var(--loss)' : share >= 0.5 ? 'var(--warn)' : 'var(--c6)';
  return (
    <div className="gauge" data-testid="day-loss">
      <svg viewBox="0 0 168 92" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(shown * 100)} aria-valuetext={`${value} ${of}, ${Math.round(share * 100)} %`}>
        <path d="M14 84A70 70 0 0 1 154 84" fill="none" stroke="var(--hover)" strokeWidth="12" strokeLinecap="round" />
        {shown > 0 && <path d="M14 84A70 70 0 0 1 154 84" fill="none" stroke={colour} strokeWidth="12" strokeLinecap="round" strokeDasharray={`${Math.max(0.5, shown * length)} ${length * 2}`} />}
        {[0.5, 0.8].map((at) => (
          <line key={at} x1={84 - 60 * Math.cos(Math.PI * at)} y1={84 - 60 * Math.sin(Math.PI * at)} x2={84 - 54 * Math.cos(Math.PI * at)} y2={84 - 54 * Math.sin(Math.PI * at)} stroke="var(--edge)" strokeWidth="1.5" />
        ))}
        <text x="84" y="80" textAnchor="middle" fill="var(--ink)" fontSize="21" fontWeight="640">
          {Math.round(share * 100)}%
        </text>
      </svg>
      <span>
        <b>{value}</b> <span className="muted">{of}</span>
      </span>
    </div>
  );
}
