import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { Applier } from '../api/apply';
import { follow } from '../api/live';
import { useAccounts, useStatus } from '../api/queries';
import { config } from '../auth/config';
import { session, signIn } from '../auth/session';
import { Empty, Loading } from '../parts/parts';
import { tintAccounts } from '../parts/tints';
import { VerbDialog } from '../parts/verbs';
import { Arena } from '../screens/Arena';
import { heardTime, useClockRunning } from './clock';
import { Link, routeOf, usePath, type Route } from './router';
import { ModeBand, Nav, Top } from './Shell';
import { useShortcut } from './shortcut';
import { useStore } from './store';
import { Toasts } from './toasts';

const AccountScreen = lazy(() => import('../screens/AccountScreen'));
const Decisions = lazy(() => import('../screens/Decisions'));
const DecisionScreen = lazy(() => import('../screens/DecisionScreen'));
const Market = lazy(() => import('../screens/Market'));
const Trades = lazy(() => import('../screens/Trades'));
const Orders = lazy(() => import('../screens/Orders'));
const ControlScreen = lazy(() => import('../screens/ControlScreen'));
const Why = lazy(() => import('../screens/Why'));

const RENEWED_BEFORE = 60_000;

export function App() {
  const route = routeOf(usePath());
  usePush();
  useRenewal();
  useShortcut();
  useClockRunning();
  const status = useStatus();
  const accounts = useAccounts();
  useEffect(() => {
    if (status.data) heardTime(Date.parse(status.data.now));
  }, [status.data]);
  if (accounts.data) tintAccounts(accounts.data);
  const live = config().mode === 'live' || status.data?.mode === 'live';

  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <ModeBand live={live} />
      <div className="shell">
        <Top />
        <Nav route={route} />
        <main id="main" className="main" tabIndex={-1}>
          <Screen route={route} live={live}>
            <Suspense fallback={<Loading lines={6} />}>{screen(route)}</Suspense>
          </Screen>
        </main>
      </div>
      <VerbDialog />
      <Toasts />
    </>
  );
}

function screen(route: Route): ReactNode {
  switch (route.name) {
    case 'arena':
      return <Arena />;
    case 'accounts':
      return <AccountScreen name={route.account} />;
    case 'decisions':
      return <Decisions />;
    case 'decision':
      return <DecisionScreen key={`${route.account} ${route.t}`} account={route.account} t={route.t} />;
    case 'market':
      return <Market symbol={route.symbol} />;
    case 'trades':
      return <Trades />;
    case 'orders':
      return <Orders />;
    case 'control':
      return <ControlScreen />;
    case 'why':
      return <Why />;
    case 'nowhere':
      return (
        <Empty title="There is nothing at this address">
          <Link href="/">Back to the arena</Link>
        </Empty>
      );
  }
}

const TITLES: Record<Route['name'], string> = {
  arena: 'Arena',
  accounts: 'Accounts',
  decisions: 'Decisions',
  decision: 'Decision',
  market: 'Market',
  trades: 'Trades',
  orders: 'Orders',
  control: 'Risk and control',
  why: 'Why is it not trading?',
  nowhere: 'Not found',
};

/** Title, heading and focus of a screen. */
function Screen({ route, live, children }: { route: Route; live: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const path = usePath();
  const title = TITLES[route.name];
  useEffect(() => {
    document.title = `${live ? 'LIVE ● ' : 'PAPER · '}${title} · Sauda`;
    document.getElementById('favicon')?.setAttribute('href', live ? '/live.svg' : '/paper.svg');
  }, [title, live]);
  useEffect(() => {
    if (!first.current) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [path]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={route.name === 'arena' ? 'hidden' : 'screen-title'} style={{ marginBottom: 'var(--s3)' }}>
        {title}
      </h1>
      {children}
    </>
  );
}

/** The push, for as long as somebody is signed in; what was missed meanwhile is asked for. */
function usePush(): void {
  const client = useQueryClient();
  const token = useStore(session)?.token;
  useEffect(() => {
    const applier = new Applier(client);
    return follow(
      (messages) => applier.all(messages),
      () => void client.invalidateQueries({ refetchType: document.hidden ? 'none' : 'active' }),
    );
  }, [client, token]);
}

/** Signs in again shortly before the token ends, but never under somebody's hands. */
function useRenewal(): void {
  const now = useStore(session);
  useEffect(() => {
    if (!now) return;
    const timer = setInterval(() => {
      const left = now.expires - Date.now();
      const busy = document.querySelector('dialog[open]') !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
      if (left < 5_000 || (left < RENEWED_BEFORE && !busy)) {
        clearInterval(timer);
        void signIn();
      }
    }, 2_000);
    return () => clearInterval(timer);
  }, [now]);
}
