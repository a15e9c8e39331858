import { useStatus } from '../api/queries';
import type { Check, Status } from '../api/types';
import { Link, to } from '../app/router';
import { Age, Answer, Panel, Who } from '../parts/parts';
import { moment } from '../text/time';
import { title } from '../text/words';

/** Every precondition of an entry, with its state: what stops trading stands out. */
export default function Why() {
  const status = useStatus();
  return (
    <Answer of={status} lines={10}>
      {(data) => <Told status={data} />}
    </Answer>
  );
}

const GROUPS: readonly [string, readonly string[]][] = [
  ['Calendar and session', ['session', 'lastEntry', 'calendar']],
  ['Control', ['control', 'tradingEnabled', 'ledger']],
  ['Limits of all accounts', ['maxPositionsTotal', 'dayLoss', 'exposureTotal']],
];

const NAMES: Record<string, string> = {
  session: 'The exchange is trading',
  lastEntry: 'It is early enough for an entry',
  control: 'Nobody stopped trading',
  tradingEnabled: 'Trading is enabled',
  ledger: 'The ledger answers',
  active: 'The account is active',
  dayOpen: 'Its books are of today',
  state: 'The account may enter',
  maxPositions: 'Room for a position',
  maxPositionsTotal: 'Room for a position',
  dayLoss: 'Loss of the day',
  exposure: 'Room for exposure',
  exposureTotal: 'Room for exposure',
  budget: "The model's budget",
  tradeCount: 'Entries of the day',
  preflight: 'The checks of today passed',
  data: 'The newest candle is in',
  token: "The broker's token",
  ip: 'The registered address',
  model: 'The model answers',
};

function Told({ status }: { status: Status }) {
  const accounts = new Set(status.accounts.map((one) => one.account));
  const system = status.checks.filter((check) => check.subject === 'system');
  const placed = new Set(GROUPS.flatMap(([, names]) => names));
  const stocks = status.checks.filter((check) => check.check === 'data');
  const venues = status.checks.filter((check) => check.subject !== 'system' && !accounts.has(check.subject) && check.check !== 'data');
  const others = system.filter((check) => !placed.has(check.check));
  return (
    <>
      <div className={`answer ${status.trading ? '' : 'bad'}`} role="status" data-testid="why" data-trading={status.trading}>
        <span className="sign" aria-hidden="true">{status.trading ? '✓' : '✕'}</span>
        <div>
          <strong style={{ fontSize: 'var(--t-xl)' }}>{status.trading ? 'It is trading' : 'It is not trading'}</strong>
          <p className="soft">{sentenceOf(status.because)}.</p>
        </div>
      </div>
      <div className="checks">
        {GROUPS.map(([title, names]) => (
          <Group key={title} title={title} checks={system.filter((check) => names.includes(check.check))} />
        ))}
        {others.length > 0 && <Group title="More of the system" checks={others} />}
        {venues.length > 0 && <Group title="Broker: token, address, account" checks={venues} withSubject />}
        <Group title="Data: newest tick" checks={stocks} withSubject aside={<Age of={status.lastTick.t} old={status.session.open ? 420 : Infinity} />} />
        {status.accounts.map((account) => {
          const last = status.decisions.find((one) => one.account === account.account);
          return (
            <Group
              key={account.account}
              title={<Who account={account.account} />}
              aside={<span className={`tag ${account.trading ? 'gain' : 'loss'}`}>{account.trading ? '✓ may enter' : '✕ may not enter'}</span>}
              checks={status.checks.filter((check) => check.subject === account.account)}
              foot={
                last ? (
                  <>
                    Last decision {moment(last.t)} by {last.model ?? last.advisor}: {last.because}
                  </>
                ) : (
                  'It has not decided yet.'
                )
              }
            />
          );
        })}
      </div>
      <p className="muted small" style={{ marginTop: 'var(--s4)' }}>
        To stop or resume trading, go to <Link href={to.control}>risk and control</Link>.
      </p>
    </>
  );
}

function Group({ title: name, checks, aside, foot, withSubject = false }: { title: React.ReactNode; checks: Check[]; aside?: React.ReactNode; foot?: React.ReactNode; withSubject?: boolean }) {
  const failing = checks.filter((check) => !check.ok).length;
  const sorted = [...checks].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <Panel title={name} aside={aside ?? (failing > 0 ? <span className="tag loss">{failing} not met</span> : <span className="tag gain">✓ all hold</span>)} foot={foot}>
      <ul>
        {sorted.map((check, i) => (
          <li key={i} className={`check ${check.ok ? '' : 'bad'}`} data-testid="check" data-check={check.check} data-subject={check.subject} data-ok={check.ok}>
            <span className="sign">
              <span aria-hidden="true">{check.ok ? '✓' : '✕'}</span>
              <span className="hidden">{check.ok ? 'holds' : 'does not hold'}</span>
            </span>
            <span className="what">
              {withSubject && <>{check.subject}: </>}
              {NAMES[check.check] ?? title(check.check)} {check.denial && <code className="down small">{check.denial}</code>}
            </span>
            <span className="detail">{check.detail}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function sentenceOf(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
