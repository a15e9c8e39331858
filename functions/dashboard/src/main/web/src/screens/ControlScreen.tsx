import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { post, Problem } from '../api/client';
import { useAccounts, useActions, useMe, usePortfolio, useStatus, useStrategies } from '../api/queries';
import type { Accepted, Status } from '../api/types';
import { useMayNot } from '../app/role';
import { setShortcut, shortcut } from '../app/shortcut';
import { useStore } from '../app/store';
import { signOut } from '../auth/session';
import { Answer, Bar, Empty, Panel, Pick, Wrong } from '../parts/parts';
import { Reasons } from '../parts/Reasons';
import { VerbButton, VERBS, type Verb } from '../parts/verbs';
import { count, price } from '../text/money';
import { fullDay, clock, moment } from '../text/time';
import { person, sentence, title } from '../text/words';
import { amount } from './AccountScreen';
import { Older } from './Trades';

export default function ControlScreen() {
  const status = useStatus();
  return (
    <div className="stack">
      <Answer of={status}>{(data) => <State status={data} />}</Answer>
      <div className="grid2">
        <Manual />
        <div className="stack">
          <TotalLimits />
          <Alerts />
        </div>
      </div>
      <History />
      <Shortcut />
      <SignedIn />
    </div>
  );
}

const MEANS: Record<string, string> = {
  ACTIVE: 'Entries and exits pass, within every limit.',
  REDUCING: 'Entries are denied; exits, stops and cancels pass.',
  HALTED: 'Entries are denied; stops, square-off, exits and cancels pass.',
};
const ORDER: readonly Verb[] = ['pause', 'resume', 'flatten', 'halt', 'kill'];

function State({ status }: { status: Status }) {
  const { control } = status;
  return (
    <Panel title="Trading state">
      <div className="body stack">
        <div className="bigstate">
          <span className="word" data-testid="control-state">{control?.state ?? 'Not opened'}</span>
          {control?.flatten && <span className="tag warn">being flattened</span>}
          {control && (
            <span className="soft">
              {MEANS[control.state]}
              <br />
              Since {fullDay(control.at)}, {clock(control.at)} by <b title={control.by}>{person(control.by)}</b>: {control.because}
            </span>
          )}
        </div>
        <div className="verbs">
          {ORDER.map((verb) => (
            <div key={verb} className="verb">
              <p>{VERBS[verb].effect}</p>
              <VerbButton verb={verb} className={`big ${verb === 'kill' ? 'stop' : verb === 'resume' ? 'primary' : ''}`}>
                {VERBS[verb].button}
              </VerbButton>
            </div>
          ))}
        </div>
        {status.accounts.some((one) => one.state !== null && one.state !== 'ACTIVE') && (
          <ul className="small">
            {status.accounts.filter((one) => one.state !== 'ACTIVE').map((one) => (
              <li key={one.account}>
                <span className="tag warn">{one.account}</span> {one.state}: {one.because}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

function Manual() {
  const client = useQueryClient();
  const accounts = useAccounts().data ?? [];
  const strategies = useStrategies().data ?? [];
  const status = useStatus().data;
  const [account, setAccount] = useState('');
  const [symbol, setSymbol] = useState('');
  const [side, setSide] = useState('BUY');
  const [quantity, setQuantity] = useState('');
  const [strategy, setStrategy] = useState('');
  const [because, setBecause] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const chosen = accounts.find((one) => one.name === account);
  const mayNot = useMayNot(chosen?.mode === 'live' ? 'admin' : 'trader');
  const why = useId();

  // what is changed is another request, and gets a key of its own
  useEffect(() => setKey(crypto.randomUUID()), [account, symbol, side, quantity, strategy, because]);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (mayNot) return;
    setSending(true);
    setProblem(null);
    setAccepted(null);
    try {
      const body = { account, symbol, side, quantity: Number(quantity), ...(strategy ? { strategy } : {}), because: because.trim() };
      setAccepted(await post<Accepted>('/api/trades/execute', body, key));
      setKey(crypto.randomUUID());
    } catch (error) {
      setProblem(error);
      // only what may have been taken without our knowing is sent again under its key
      if (error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429 && error.code !== 'IN_PROGRESS') setKey(crypto.randomUUID());
    } finally {
      setSending(false);
      void client.invalidateQueries({ queryKey: ['orders'] });
      void client.invalidateQueries({ queryKey: ['portfolio'] });
    }
  };
  const denied = problem instanceof Problem && problem.reasons.length > 0 ? problem : null;

  return (
    <Panel title="Trade by hand" foot="It is judged by the same limits as a model's order, and takes the same way.">
      <form className="body stack" onSubmit={(event) => void send(event)} data-testid="manual">
        {status && status.control?.state !== 'ACTIVE' && <p className="small"><span className="tag warn">{status.control?.state ?? 'not opened'}</span> An entry will be denied now; an exit passes.</p>}
        <div className="filters">
          <Pick label="Account" any="Choose" value={account} options={accounts.filter((one) => !one.baseline).map((one) => [one.name, one.name])} onChange={(value) => { setAccount(value); setSymbol(''); }} />
          <Pick label="Stock" any="Choose" value={symbol} options={(chosen?.stocks ?? []).map((one) => [one, one])} onChange={setSymbol} />
          <Pick label="Side" value={side} options={[['BUY', 'Buy'], ['SELL', 'Sell']]} onChange={setSide} />
          <label className="field">
            <span>Quantity</span>
            <input className="input" inputMode="numeric" type="number" min="1" step="1" required value={quantity} onChange={(event) => setQuantity(event.target.value)} name="quantity" />
          </label>
          <Pick label="Strategy" any="None named" value={strategy} options={strategies.map((one) => [one.name, one.name])} onChange={setStrategy} />
        </div>
        <label className="field">
          <span>Reason, kept in the audit trail</span>
          <input className="input" required maxLength={500} value={because} onChange={(event) => setBecause(event.target.value)} autoComplete="off" name="because" />
        </label>
        <div className="row">
          <button type="submit" className="btn primary big" disabled={mayNot !== null || sending || !account || !symbol || !quantity || !because.trim()} aria-describedby={mayNot ? why : undefined} data-testid="manual-send">
            {sending ? 'Sending…' : side === 'BUY' ? 'Buy' : 'Sell'}
          </button>
          {mayNot && <span id={why} className="soft small">{mayNot}</span>}
        </div>
        <div aria-live="polite">
          {denied ? (
            <div className="note bad" data-testid="denial">
              <strong>Denied: {denied.message}</strong>
              <Reasons all={denied.reasons} />
            </div>
          ) : (
            problem != null && <Wrong error={problem} />
          )}
          {accepted && (
            <div className="note" data-testid="accepted">
              <strong>
                Taken: {accepted.side} {count(accepted.quantity)} {accepted.symbol}, {sentence(accepted.purpose)}
              </strong>
              <span className="small soft">
                limit {price(accepted.limit)}, stop {price(accepted.stop)}, target {price(accepted.target)} · <code>{accepted.order}</code>
              </span>
            </div>
          )}
        </div>
      </form>
    </Panel>
  );
}

function TotalLimits() {
  const portfolio = usePortfolio();
  return (
    <Panel title="Limits of all accounts together">
      <Answer of={portfolio}>
        {({ limits }) => (
          <div className="body limits">
            {limits.map((one) => (
              <div key={one.limit}>
                <div className="line">
                  <span>{title(one.limit)}</span>
                  <span className="soft num">
                    {amount(one.used, one.unit)} of {amount(one.most, one.unit)}
                  </span>
                </div>
                <Bar share={one.most > 0 ? one.used / one.most : 0} label={sentence(one.limit)} />
              </div>
            ))}
          </div>
        )}
      </Answer>
    </Panel>
  );
}

function Alerts() {
  const alerts = useStatus().data?.alerts ?? [];
  return (
    <Panel title="Alerts">
      {alerts.length === 0 ? (
        <Empty title="No alerts" />
      ) : (
        <ul>
          {alerts.slice(0, 8).map((one, i) => (
            <li key={i} className="event">
              <div className="meta">
                <span className={`tag ${one.level === 'URGENT' ? 'loss' : one.level === 'WARN' ? 'warn' : ''}`}>{one.level.toLowerCase()}</span>
                <code>{one.code}</code>
                <span>{one.subject}</span>
                <time dateTime={one.at}>{moment(one.at)}</time>
              </div>
              <p className="soft lines">{one.text}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function History() {
  const actions = useActions();
  return (
    <Panel title="Who said what, and when">
      <Answer of={actions}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.actions);
          return rows.length === 0 ? (
            <Empty title="Nobody has said anything yet" />
          ) : (
            <div className="scroll" tabIndex={0} role="region" aria-label="History of the trading state">
              <table data-testid="actions">
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">Verb</th>
                    <th scope="col">State after</th>
                    <th scope="col">By</th>
                    <th scope="col">Because</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((one) => (
                    <tr key={`${one.at} ${one.epoch} ${one.verb}`} data-testid="action-row">
                      <td className="nowrap">{moment(one.at)}</td>
                      <td>{sentence(one.verb)}</td>
                      <td><span className={`tag ${one.state === 'ACTIVE' ? 'gain' : one.state === 'HALTED' ? 'loss' : 'warn'}`}>{one.state}</span></td>
                      <td title={one.by}>{person(one.by)}</td>
                      <td style={{ minWidth: 200 }}>{one.because}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Answer>
      <Older of={actions} />
    </Panel>
  );
}

function SignedIn() {
  const me = useMe().data;
  if (!me) return null;
  return (
    <p className="row small soft">
      Signed in as {me.name}, {me.role}
      <button type="button" className="btn" onClick={signOut}>
        Sign out
      </button>
    </p>
  );
}

function Shortcut() {
  const on = useStore(shortcut);
  return (
    <label className="row small soft">
      <input type="checkbox" checked={on} onChange={(event) => setShortcut(event.target.checked)} />
      <span>
        <kbd>Shift</kbd> + <kbd>K</kbd> opens the kill switch from every screen
      </span>
    </label>
  );
}
