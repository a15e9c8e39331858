import { useAccounts, useDecisions } from '../api/queries';
import type { Decision } from '../api/types';
import { Link, to, useQueryOf } from '../app/router';
import { Answer, Empty, Model, Panel, Pick, Who } from '../parts/parts';
import { Reasons } from '../parts/Reasons';
import { tint } from '../parts/tints';
import { count, rupees } from '../text/money';
import { indianMinute, millis, moment } from '../text/time';
import { plural } from '../text/words';
import { Older } from './Trades';

type Did = 'acted' | 'refused' | 'held' | 'failed';

export default function Decisions() {
  const [asked, set] = useQueryOf();
  const account = asked.get('account') ?? '';
  const did = asked.get('did') ?? '';
  const symbol = asked.get('symbol') ?? '';
  const decisions = useDecisions(account ? { account } : {});
  const accounts = useAccounts().data ?? [];
  const rows = (decisions.data?.pages ?? [])
    .flatMap((page) => page.invocations)
    .filter((one) => !account || one.account === account)
    .filter((one) => !did || what(one).includes(did as Did))
    .filter((one) => !symbol || one.proposals.some((proposal) => proposal.symbol === symbol) || one.orders.some((order) => order.symbol === symbol));
  return (
    <Panel title="What the models decided, newest first">
      <div className="body filters">
        <Pick label="Account" any="All" value={account} options={accounts.map((one) => [one.name, one.name])} onChange={(value) => set('account', value)} />
        <Pick label="What came of it" any="All" value={did} options={[['acted', 'made an order'], ['refused', 'was refused'], ['held', 'held'], ['failed', 'failed']]} onChange={(value) => set('did', value)} />
        <Pick label="Stock" any="All" value={symbol} options={[...new Set(accounts.flatMap((one) => one.stocks))].map((one) => [one, one])} onChange={(value) => set('symbol', value)} />
      </div>
      <Answer of={decisions} lines={8}>
        {() =>
          rows.length === 0 ? (
            <Empty title="No decisions">{did || symbol ? 'None of those that are loaded fits the filters; older ones may.' : 'Models decide at every tick of a session.'}</Empty>
          ) : (
            <ul>
              {rows.map((one) => (
                <li key={`${one.account} ${one.t}`}>
                  <Card decision={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <Older of={decisions} />
    </Panel>
  );
}

export function what(decision: Decision): Did[] {
  const all: Did[] = [];
  if (decision.orders.length > 0) all.push('acted');
  if (decision.toolCalls.some((call) => !call.accepted) || decision.proposals.some((one) => one.denied.length > 0)) all.push('refused');
  if (decision.state === 'DECIDED' && decision.orders.length === 0) all.push('held');
  if (decision.state !== 'DECIDED' || /^[A-Z_]{4,}:/.test(decision.because)) all.push('failed');
  return all;
}

function Card({ decision }: { decision: Decision }) {
  const link = to.decision(decision.account, indianMinute(decision.t));
  return (
    <article className="decision" style={tint(decision.account)} data-testid="decision-row">
      <div className="row">
        <Who account={decision.account} />
        <Model model={decision.model} standIn={decision.standIn} />
        {decision.state !== 'DECIDED' && <span className="tag warn">deciding</span>}
        <span style={{ flex: 1 }} />
        <Link href={link} aria-label={`Decision of ${decision.account}, ${moment(decision.t)}`}>
          {moment(decision.t)}
        </Link>
      </div>
      <p className="words">{decision.because}</p>
      <div className="row">
        {decision.orders.map((order) => (
          <span key={order.id} className="tag accent">
            {order.side} {count(order.quantity)} {order.symbol} · {order.strategy}
          </span>
        ))}
        {decision.cancels.map((cancel) => (
          <span key={cancel.order} className="tag">cancel {cancel.symbol}</span>
        ))}
        {decision.orders.length === 0 && decision.cancels.length === 0 && <span className="tag">held</span>}
      </div>
      {decision.proposals.filter((one) => one.denied.length > 0).map((one, i) => (
        <div key={i} className="row small">
          <span className="tag loss">{one.action} {one.symbol} refused</span>
          <Reasons all={one.denied} />
        </div>
      ))}
      <div className="facts">
        <span>{plural(decision.toolCalls.length, 'tool call')}</span>
        {decision.model && (
          <>
            <span>{count(decision.tokensIn)} + {count(decision.tokensOut)} tokens</span>
            <span>{rupees(decision.cost)}</span>
          </>
        )}
        {decision.measured && <span>{millis(decision.measured.millis)}</span>}
      </div>
    </article>
  );
}
