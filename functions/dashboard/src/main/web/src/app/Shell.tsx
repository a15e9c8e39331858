import { live } from '../api/live';
import { useMe, useStatus } from '../api/queries';
import { config } from '../auth/config';
import { signOut } from '../auth/session';
import { Icon } from '../parts/icons';
import { VerbButton } from '../parts/verbs';
import { clock, day, moment } from '../text/time';
import { person } from '../text/words';
import { useNow } from './clock';
import { useRole } from './role';
import { Link, to, type Route } from './router';
import { shortcut } from './shortcut';
import { useStore } from './store';
import { setTheme, theme, type Theme } from './theme';

/** Paper and live cannot be mistaken for each other: this is on every screen. */
export function ModeBand({ live: isLive }: { live: boolean }) {
  return isLive ? (
    <div className="band live" role="region" aria-label="Mode" data-testid="mode" data-mode="live">
      <span aria-hidden="true">⚠</span> LIVE · REAL MONEY <span aria-hidden="true">⚠</span>
    </div>
  ) : (
    <div className="band paper" role="region" aria-label="Mode" data-testid="mode" data-mode="paper">
      PAPER · no real money{config().simulated && <small>· simulated market</small>}
    </div>
  );
}

export function Top() {
  return (
    <header className="top">
      <Link className="brand" href={to.arena} aria-label="Sauda, to the arena">
        <img src={config().mode === 'live' ? '/live.svg' : '/paper.svg'} alt="" />
        <span>Sauda</span>
      </Link>
      <StateBanner />
      <LiveMark />
      <span className="spacer" />
      <SessionNow />
      <ThemeSwitch />
      <User />
      <KillButton />
    </header>
  );
}

function KillButton() {
  const on = useStore(shortcut);
  return (
    <VerbButton verb="kill" className="stop">
      Kill switch{on && <kbd className="optional" aria-hidden="true">⇧K</kbd>}
      {on && <span className="hidden">, Shift and K</span>}
    </VerbButton>
  );
}

/** The trading state, who set it, when and why. */
function StateBanner() {
  const status = useStatus();
  const control = status.data?.control;
  const state = control?.state ?? 'UNKNOWN';
  return (
    <div className="state" role="status" data-testid="state" data-state={state} title={control ? `${control.state} since ${moment(control.at)} by ${control.by}: ${control.because}` : undefined}>
      <span className="dot" aria-hidden="true" />
      <b>{status.data ? (control ? (control.flatten ? `${state} · FLATTENING` : state) : 'NOT OPENED') : status.error ? 'NO ANSWER' : 'ASKING'}</b>
      {control && (
        <span className="why">
          since {moment(control.at)} by {person(control.by)}: {control.because}
        </span>
      )}
    </div>
  );
}

const MARKS = {
  live: ['Live', 'The server pushes what happens'],
  polling: ['Polling', 'The push is down: this page asks every few seconds'],
  connecting: ['Connecting', 'Waiting for the push'],
} as const;

function LiveMark() {
  const state = useStore(live);
  return (
    <span className="mark" role="status" data-testid="live-mark" data-live={state} title={MARKS[state][1]}>
      <i aria-hidden="true" />
      {MARKS[state][0]}
    </span>
  );
}

function SessionNow() {
  const now = useNow();
  const session = useStatus().data?.session;
  if (!session) return null;
  const close = session.today?.parts.at(-1)?.to;
  const next = session.next?.parts[0]?.from;
  return (
    <span className="mark optional" data-testid="session">
      {session.open && close ? `Market open until ${clock(close)}` : next ? `Closed, opens ${day(next)} ${clock(next)}` : 'Closed'}
      <b className="num" style={{ color: 'var(--ink)', fontWeight: 600 }}>
        {clock(now)} IST
      </b>
    </span>
  );
}

const NEXT_THEME: Record<Theme, Theme> = { system: 'dark', dark: 'light', light: 'system' };

function ThemeSwitch() {
  const now = useStore(theme);
  return (
    <button type="button" className="btn ghost icon" onClick={() => setTheme(NEXT_THEME[now])} aria-label={`Colours: ${now}. Switch to ${NEXT_THEME[now]}`} title={`Colours: ${now}`} data-testid="theme">
      <Icon of="theme" />
    </button>
  );
}

function User() {
  const me = useMe().data;
  const role = useRole();
  return (
    <span className="row nowrap">
      <span className="mark optional" data-testid="me">
        {me?.name ?? 'signed in'} {role && <span className="tag accent" data-testid="role">{role}</span>}
      </span>
      <button type="button" className="btn ghost optional" onClick={signOut}>
        Sign out
      </button>
    </span>
  );
}

const PLACES = [
  ['arena', to.arena, 'Arena', 'Arena'],
  ['accounts', '/accounts', 'Accounts', 'Accounts'],
  ['decisions', to.decisions, 'Decisions', 'Decisions'],
  ['market', '/market', 'Market', 'Market'],
  ['trades', to.trades, 'Trades and orders', 'Trades'],
  ['control', to.control, 'Risk and control', 'Control'],
  ['why', to.why, 'Why is it not trading?', 'Why?'],
] as const;

const WITHIN: Partial<Record<Route['name'], string>> = { decision: 'decisions', orders: 'trades' };

export function Nav({ route }: { route: Route }) {
  const here = WITHIN[route.name] ?? route.name;
  return (
    <nav className="nav" aria-label="Screens">
      <ul>
        {PLACES.map(([name, path, long, short]) => (
          <li key={name}>
            <Link href={path} aria-current={here === name ? 'page' : undefined} aria-label={long}>
              <Icon of={name} />
              <span className="long" aria-hidden="true">{long}</span>
              <span className="short" aria-hidden="true">{short}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="foot">
        <a href="/docs/index.html">API</a>
        <span>
          Charts by <a href="https://www.tradingview.com/" rel="noreferrer">TradingView</a>
        </span>
        <a href="/NOTICE.txt">Notices</a>
      </div>
    </nav>
  );
}
