import type { Reason } from '../api/types';
import { denial, numbers } from '../text/words';

/** Why something was denied: each code, in words, with its numbers. */
export function Reasons({ all }: { all: readonly Reason[] }) {
  return (
    <ul className="small" data-testid="reasons">
      {all.map((one) => {
        const told = numbers(one.numbers);
        return (
          <li key={one.code} data-code={one.code}>
            <code className="down">{one.code}</code> {denial(one.code)}
            {told && <span className="muted"> ({told})</span>}
          </li>
        );
      })}
    </ul>
  );
}
