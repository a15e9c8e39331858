import type { ReactNode } from 'react';
import { Problem } from '../api/client';
import { ago } from '../text/time';
import { percent, rupees, shortRupees } from '../text/money';
import { modelName } from '../text/words';
import { useNow } from '../app/clock';
import { tint } from './tints';

/** An amount whose sign is told by sign, arrow and colour. */
export function Signed({ value, as = 'rupees' }: { value: number | null | undefined; as?: 'rupees' | 'short' | 'percent' }) {
  if (value == null) return <span className="muted">–</span>;
  const text = as === 'percent' ? percent(value, true) : as === 'short' ? shortRupees(value, true) : rupees(value, true);
  const none = Number(value.toFixed(2)) === 0;
  return (
    <span className={`num ${none ? '' : value > 0 ? 'up' : 'down'}`}>
      {none ? '' : <span aria-hidden="true">{value > 0 ? '▲ ' : '▼ '}</span>}
      {text}
    </span>
  );
}

export function Who({ account, base = false }: { account: string; base?: boolean }) {
  return (
    <span className={base ? 'who base' : 'who'} style={tint(account)}>
      <i aria-hidden="true" />
      {account.startsWith('hold:') ? `hold ${account.slice(5)}` : account}
    </span>
  );
}

export function Model({ model, standIn }: { model: string | null | undefined; standIn: boolean }) {
  return (
    <span className="row nowrap">
      <span className="soft">{modelName(model)}</span>
      {standIn && <StandIn />}
    </span>
  );
}

export function StandIn() {
  return (
    <span className="tag dashed" title="A scripted stand-in played the model">
      stand-in
    </span>
  );
}

export function Panel({ title, children, aside, foot, className = '' }: { title: ReactNode; children: ReactNode; aside?: ReactNode; foot?: ReactNode; className?: string }) {
  return (
    <section className={`panel ${className}`}>
      <header>
        <h2>{title}</h2>
        <span className="spacer" />
        {aside}
      </header>
      {children}
      {foot && <div className="foot">{foot}</div>}
    </section>
  );
}

export function Tile({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: `${92 - i * 13}%` }} />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="note">
      <strong>{title}</strong>
      {children && <span>{children}</span>}
    </div>
  );
}

/** What is wrong, in the API's own words, with its code. */
export function Wrong({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  if (problem?.isMissing) return <Empty title="Not available">This API does not offer it yet.</Empty>;
  return (
    <div className="note bad" role="alert">
      <strong>{problem ? problem.message : 'Something went wrong on this page.'}</strong>
      <span className="small">
        <code>{problem ? problem.code : String(error)}</code>
        {problem?.field && <> in {problem.field}</>}
        {problem?.requestId && <> · request {problem.requestId}</>}
      </span>
      {retry && (
        <button type="button" className="btn" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** The state of a question: loading, wrong, stale beside its data, or the data. */
export function Answer<T>({ of, children, lines }: { of: Asked<T>; children: (data: T) => ReactNode; lines?: number }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error != null && !(of.error instanceof Problem && of.error.isMissing) && (
          <p className="note small" role="status">
            <span>
              <span className="tag warn">stale</span> {of.error instanceof Problem ? of.error.message : 'Not renewed.'} What is below is older.
            </span>
          </p>
        )}
        {children(of.data)}
      </>
    );
  }
  if (of.error != null) return <Wrong error={of.error} retry={() => void of.refetch()} />;
  return <Loading lines={lines} />;
}

/** How old a thing is, marked once it is older than it should be. */
export function Age({ of, old }: { of: string | null | undefined; old: number }) {
  const now = useNow();
  if (!of) return <span className="tag warn">never</span>;
  const stale = (now - Date.parse(of)) / 1000 > old;
  return <span className={stale ? 'tag warn' : 'muted small'}>{stale ? `stale, ${ago(of, now)}` : ago(of, now)}</span>;
}

export function Bar({ share, label }: { share: number; label: string }) {
  const shown = Math.min(1, Math.max(0, share));
  const level = share >= 1 ? 'full' : share >= 0.75 ? 'near' : 'free';
  return (
    <div className="bar" data-level={level} role="meter" aria-label={label} aria-valuenow={Math.round(shown * 100)} aria-valuemin={0} aria-valuemax={100} aria-valuetext={`${Math.round(share * 100)} % used`}>
      <i style={{ width: `${shown * 100}%` }} />
    </div>
  );
}

/** A button group of which one is chosen. */
export function Choice<V extends string>({ label, value, options, onChange }: { label: string; value: V; options: readonly (readonly [V, string])[]; onChange: (value: V) => void }) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map(([option, text]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
          {text}
        </button>
      ))}
    </div>
  );
}

export function Pick({ label, value, options, onChange, any }: { label: string; value: string; options: readonly (readonly [string, string])[]; onChange: (value: string) => void; any?: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {any !== undefined && <option value="">{any}</option>}
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
