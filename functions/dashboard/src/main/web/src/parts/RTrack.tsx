import type { CSSProperties } from 'react';
import { inR, price } from '../text/money';
import { track, type Held } from '../text/risk';

/** A bar from the stop to the target, with the entry and the last price on it, in R. */
export function RTrack({ of }: { of: Held }) {
  const found = track(of);
  if (!found) {
    return (
      <span className="muted small">
        stop {price(of.stop)}, target {price(of.target)}
      </span>
    );
  }
  const places = { '--entry': `${found.entryAt * 100}%`, '--last': `${found.lastAt * 100}%` } as CSSProperties;
  const words = `Stop ${price(of.stop)}, target ${price(of.target)} at ${inR(found.target)}; now ${inR(found.last)}, ${inR(found.last + 1, false)} above the stop and ${inR(found.target - found.last, false)} from the target`;
  return (
    <div className="rtrack" role="img" aria-label={words} title={words}>
      <div className="rail" style={places}>
        <i className={`fill ${found.last >= 0 ? 'up' : 'down'}`} />
        <i className="entry" />
        <i className="now" />
      </div>
      <div className="ends">
        <span>{price(of.stop)}</span>
        <span>{price(of.target)}</span>
      </div>
    </div>
  );
}
