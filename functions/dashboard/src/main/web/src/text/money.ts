// Indian numbers: ₹12,34,567.89, lakh and crore, always with a sign where one matters.

const whole = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });
const paisa = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const MINUS = '−';
export const NOTHING = '–';

function signed(value: number, text: string, plus: boolean): string {
  return value < 0 ? MINUS + text : plus && value > 0 ? `+${text}` : text;
}

/** ₹12,34,567.89 */
export function rupees(value: number | null | undefined, plus = false): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  // what rounds to nothing has no sign
  const rounded = Math.round(value * 100) / 100;
  return signed(rounded, `₹${paisa.format(Math.abs(rounded))}`, plus);
}

/** ₹12,34,568 */
export function wholeRupees(value: number | null | undefined, plus = false): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  const rounded = Math.round(value);
  return signed(rounded, `₹${whole.format(Math.abs(rounded))}`, plus);
}

/** ₹12.35 L, ₹1.2 Cr; below a lakh as whole rupees */
export function shortRupees(value: number | null | undefined, plus = false): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  if (Math.round(size) < 100_000) return wholeRupees(value, plus);
  // 99,99,999 is a crore once it is rounded
  const text = size / 100_000 >= 99.995 ? `₹${trimmed(size / 10_000_000)} Cr` : `₹${trimmed(size / 100_000)} L`;
  return signed(value, text, plus);
}

function trimmed(value: number): string {
  return paisa.format(value).replace(/\.?0+$/, '');
}

/** A price or any amount without its mark: 2,784.10 */
export function price(value: number | null | undefined): string {
  return value == null || !Number.isFinite(value) ? NOTHING : signed(value, paisa.format(Math.abs(value)), false);
}

export function count(value: number | null | undefined): string {
  return value == null || !Number.isFinite(value) ? NOTHING : signed(value, whole.format(Math.abs(value)), false);
}

export function shortCount(value: number | null | undefined): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  if (size >= 10_000_000) return signed(value, `${trimmed(size / 10_000_000)} Cr`, false);
  if (size >= 100_000) return signed(value, `${trimmed(size / 100_000)} L`, false);
  return count(value);
}

export function percent(value: number | null | undefined, plus = false, digits = 2): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  const rounded = Number(value.toFixed(digits));
  return signed(rounded, `${Math.abs(rounded).toFixed(digits)}%`, plus);
}

export function decimal(value: number | null | undefined, digits = 2): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  const rounded = Number(value.toFixed(digits));
  return signed(rounded, Math.abs(rounded).toFixed(digits), false);
}

/** A multiple of the risk: +1.25 R */
export function inR(value: number | null | undefined, plus = true): string {
  if (value == null || !Number.isFinite(value)) return NOTHING;
  const rounded = Number(value.toFixed(2));
  return `${signed(rounded, Math.abs(rounded).toFixed(2), plus)} R`;
}
