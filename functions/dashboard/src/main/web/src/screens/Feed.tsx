import { useMemo, useRef, useState } from 'react';
import { useDecisions, useOrders, useTrades } from '../api/queries';
import type { Decision, Order, Trade } from '../api/types';
import { useNow } from '../app/clock';
import { Link, to } from '../app/router';
import { Choice, Empty, Loading, Panel, Signed, StandIn, Who, Wrong } from '../parts/parts';
import { tint } from '../parts/tints';
import { price } from '../text/money';
import { ago, clock, indianMinute, moment } from '../text/time';
import { cause, modelName, reason } from '../text/words';

type Wanted = 'all' | 'trades' | 'said' | 'denied';

export type Happening =
  | { kind: 'trade'; id: string; at: string; account: string; trade: Trade; closed: boolean }
  | { kind: 'said'; id: string; at: string; account: string; decision: Decision; times: number; since: string }
  | { kind: 'denied'; id: string; at: string; account: string; order: Order };

/** What just happened: the models' words, their trades, and what the limits denied. */
export function Feed() {
  const [wanted, setWanted] = useState<Wanted>('all');
  const trades = useTrades();
  const decisions = useDecisions();
  const denied = useOrders({ state: 'DENIED' });
  const all = useMemo(
    () => happenings(
      trades.data?.pages[0]?.trades ?? [],
      decisions.data?.pages[0]?.invocations ?? [],
      denied.data?.pages[0]?.orders ?? [],
    ),
    [trades.data, decisions.data, denied.data],
  );
  const shown = all.filter((one) => wanted === 'all' || (wanted === 'trades' && one.kind === 'trade') || (wanted === 'said' && one.kind === 'said') || (wanted === 'denied' && one.kind === 'denied')).slice(0, 60);
  const seen = useRef<Set<string> | null>(null);
  const fresh = seen.current;
  if (all.length > 0) seen.current = new Set([...(fresh ?? []), ...all.map((one) => one.id)]);
  const error = trades.error ?? decisions.error ?? denied.error;
  return (
    <Panel
      className="feed"
      title="Model chat"
      aside={<Choice<Wanted> label="Show" value={wanted} options={[['all', 'All'], ['trades', 'Trades'], ['said', 'Said'], ['denied', 'Denied']]} onChange={setWanted} />}
    >
      <div className="list" tabIndex={0} role="region" aria-label="What just happened, newest first" data-testid="feed">
        {error != null && <Wrong error={error} />}
        {shown.length > 0 ? (
          <ul>
            {shown.map((one) => (
              <li key={one.id}>
                <Entry of={one} isFresh={fresh != null && !fresh.has(one.id)} />
              </li>
            ))}
          </ul>
        ) : decisions.isLoading || trades.isLoading ? (
          <Loading lines={6} />
        ) : (
          <Empty title="Nothing yet">{wanted === 'denied' ? 'No order was denied.' : 'Models speak at every tick of a session.'}</Empty>
        )}
      </div>
    </Panel>
  );
}

function Entry({ of, isFresh }: { of: Happening; isFresh: boolean }) {
  const now = useNow();
  return (
    <article className={isFresh ? 'event fresh' : 'event'} style={tint(of.account)} data-testid={`event-${of.kind}`}>
      <div className="meta">
        <Link href={to.account(of.account)}>
          <Who account={of.account} />
        </Link>
        {of.kind === 'said' && (
          <>
            <span>{modelName(of.decision.model)}</span>
            {of.decision.standIn && <StandIn />}
          </>
        )}
        {of.kind === 'trade' && <span className={`tag ${of.closed ? 'accent' : ''}`}>{of.closed ? 'closed' : 'opened'}</span>}
        {of.kind === 'denied' && <span className="tag loss">denied</span>}
        <time dateTime={of.at} title={moment(of.at)}>
          {ago(of.at, now)}
        </time>
      </div>
      {of.kind === 'said' && <Said {...of} />}
      {of.kind === 'trade' && <Deal trade={of.trade} closed={of.closed} />}
      {of.kind === 'denied' && <Denied order={of.order} />}
    </article>
  );
}

function Said({ decision, times, since }: { decision: Decision; times: number; since: string }) {
  const asked = decision.orders.map((order) => `${order.side} ${order.quantity} ${order.symbol}`);
  const refused = decision.proposals.filter((one) => one.denied.length > 0).length;
  return (
    <>
      <p className="said">{decision.because}</p>
      <span className="row small">
        {asked.map((text) => (
          <span key={text} className="tag accent">{text}</span>
        ))}
        {refused > 0 && <span className="tag loss">{refused} refused</span>}
        {asked.length === 0 && refused === 0 && <span className="tag">{times > 1 ? `held ${times} times since ${clock(since)}` : 'held'}</span>}
        <Link href={to.decision(decision.account, indianMinute(decision.t))}>Why?</Link>
      </span>
    </>
  );
}

function Deal({ trade, closed }: { trade: Trade; closed: boolean }) {
  const from = cause(trade.cause).decision;
  return (
    <>
      <p className="deal">
        {trade.side === 'BUY' ? 'Long' : 'Short'} {trade.quantity} <Link href={to.market(trade.symbol)}>{trade.symbol}</Link> at ₹{price(trade.entered / Math.max(1, trade.quantity))}
        {closed && trade.exited > 0 && <> → ₹{price(trade.left / trade.exited)}</>}
      </p>
      <span className="row small">
        {closed ? (
          <>
            <Signed value={trade.net} /> <span className="muted">{trade.exit?.toLowerCase()}, after charges</span>
          </>
        ) : (
          <span className="muted">
            stop {price(trade.stop)} · target {price(trade.target)} · {trade.strategy}
          </span>
        )}
        {from && <Link href={to.decision(from.account, from.t)}>Why?</Link>}
      </span>
    </>
  );
}

function Denied({ order }: { order: Order }) {
  const from = cause(order.request.cause).decision;
  return (
    <>
      <p className="deal">
        {order.request.side} {order.request.quantity} {order.request.symbol}
      </p>
      <ul className="small soft">
        {order.reasons.map((one) => (
          <li key={one.code}>
            <code className="down">{one.code}</code> {reason(one)}
          </li>
        ))}
      </ul>
      {from && (
        <Link className="small" href={to.decision(from.account, from.t)}>
          Why?
        </Link>
      )}
    </>
  );
}

/** Newest first. Decisions of an account that did nothing, one after the other, are one entry. */
export function happenings(trades: Trade[], decisions: Decision[], denied: Order[]): Happening[] {
  const all: Happening[] = [];
  for (const trade of trades) {
    all.push({ kind: 'trade', id: `open ${trade.id}`, at: trade.openedAt, account: trade.account, trade, closed: false });
    if (trade.closedAt) all.push({ kind: 'trade', id: `close ${trade.id}`, at: trade.closedAt, account: trade.account, trade, closed: true });
  }
  const holding = new Map<string, Extract<Happening, { kind: 'said' }>>();
  for (const decision of [...decisions].sort((a, b) => a.t.localeCompare(b.t))) {
    if (decision.state !== 'DECIDED') continue;
    const held = decision.orders.length === 0 && decision.proposals.length === 0;
    const before = holding.get(decision.account);
    if (held && before) {
      before.decision = decision;
      before.at = decision.t;
      before.times += 1;
      continue;
    }
    const said = { kind: 'said' as const, id: `said ${decision.account} ${decision.t}`, at: decision.t, account: decision.account, decision, times: 1, since: decision.t };
    all.push(said);
    if (held) holding.set(decision.account, said);
    else holding.delete(decision.account);
  }
  for (const order of denied) {
    if (order.state === 'DENIED') all.push({ kind: 'denied', id: `denied ${order.request.id}`, at: order.changedAt, account: order.request.account, order });
  }
  return all.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}
