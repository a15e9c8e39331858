// Distances in R: one R is the way from the average price to the stop.

export interface Held {
  side: 'BUY' | 'SELL';
  averagePrice: number | null;
  last: number | null;
  stop: number;
  target: number;
}

export interface Track {
  /** R at the last price, at the stop (-1) and at the target */
  last: number;
  stop: number;
  target: number;
  /** where entry and last stand on a bar from stop (0) to target (1), kept inside it */
  entryAt: number;
  lastAt: number;
}

/** Null when there is no R: nothing is open, no price, or a fill at or beyond the stop. */
export function track(held: Held): Track | null {
  if (held.averagePrice == null || held.last == null) return null;
  const sign = held.side === 'BUY' ? 1 : -1;
  const risk = (held.averagePrice - held.stop) * sign;
  const target = (held.target - held.averagePrice) * sign;
  if (risk <= 0 || risk + target <= 0) return null;
  const last = ((held.last - held.averagePrice) * sign) / risk;
  const width = 1 + target / risk;
  return {
    last,
    stop: -1,
    target: target / risk,
    entryAt: inside(1 / width),
    lastAt: inside((last + 1) / width),
  };
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}
