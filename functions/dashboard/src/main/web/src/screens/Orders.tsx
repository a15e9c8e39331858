import { fitsOrder } from '../api/apply';
import { useAccounts, useOrders } from '../api/queries';
import type { Order } from '../api/types';
import { Link, to, useQueryOf } from '../app/router';
import { Answer, Empty, Panel, Pick, Who } from '../parts/parts';
import { count, price } from '../text/money';
import { moment } from '../text/time';
import { cause, sentence } from '../text/words';
import { Reasons } from '../parts/Reasons';
import { Older, stocksOf, TradesTabs } from './Trades';

const STATES = ['RESERVED', 'SUBMITTING', 'UNKNOWN', 'ACCEPTED', 'PARTIALLY_FILLED', 'FILLED', 'DENIED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'NOT_PLACED'];
const FILTERS = ['account', 'symbol', 'state'] as const;
const TONES: Record<string, string> = { FILLED: 'gain', DENIED: 'loss', REJECTED: 'loss', UNKNOWN: 'warn', NOT_PLACED: 'loss', PARTIALLY_FILLED: 'accent', ACCEPTED: 'accent' };

export function StateTag({ state }: { state: string }) {
  return <span className={`tag ${TONES[state] ?? ''}`}>{sentence(state)}</span>;
}

export default function Orders() {
  const [asked, set] = useQueryOf();
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)!]] : [])));
  const orders = useOrders(filters);
  const accounts = useAccounts().data ?? [];
  const rows = (orders.data?.pages ?? []).flatMap((page) => page.orders).filter((order) => fitsOrder(order, filters));
  return (
    <>
      <TradesTabs here="orders" />
      <Panel title="Orders">
        <div className="body filters">
          <Pick label="Account" any="All" value={filters.account ?? ''} options={accounts.map((one) => [one.name, one.name])} onChange={(value) => set('account', value)} />
          <Pick label="Stock" any="All" value={filters.symbol ?? ''} options={stocksOf(accounts).map((one) => [one, one])} onChange={(value) => set('symbol', value)} />
          <Pick label="State" any="All" value={filters.state ?? ''} options={STATES.map((one) => [one, sentence(one)])} onChange={(value) => set('state', value)} />
        </div>
        <Answer of={orders} lines={8}>
          {() => <OrderTable orders={rows} />}
        </Answer>
        <Older of={orders} />
      </Panel>
    </>
  );
}

export function OrderTable({ orders }: { orders: Order[] }) {
  if (orders.length === 0) return <Empty title="No orders">None was made, or none fits the filters.</Empty>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Orders">
      <table className="pin" data-testid="orders">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Account</th>
            <th scope="col">State</th>
            <th scope="col" className="n">Filled</th>
            <th scope="col" className="n">Limit</th>
            <th scope="col" className="n">Average</th>
            <th scope="col">Because</th>
            <th scope="col">Changed</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <Row key={order.request.id} order={order} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ order }: { order: Order }) {
  const { request } = order;
  const from = cause(request.cause);
  return (
    <tr data-testid="order-row" data-state={order.state} data-order={request.id}>
      <th scope="row" className="nowrap">
        {request.side} {count(request.quantity)} <Link href={to.market(request.symbol)}>{request.symbol}</Link>
        <div className="muted small" style={{ fontWeight: 450 }}>{request.purpose.toLowerCase()} · {request.strategy}</div>
      </th>
      <td>
        <Link href={to.account(request.account)}>
          <Who account={request.account} />
        </Link>
      </td>
      <td><StateTag state={order.state} /></td>
      <td className="n">{count(order.filled)}</td>
      <td className="n">{request.limit === null ? <span className="muted">market</span> : price(request.limit)}</td>
      <td className="n">{price(order.averagePrice)}</td>
      <td style={{ minWidth: 260 }}>
        {order.reasons.length > 0 ? <Reasons all={order.reasons} /> : <span className="soft small">{request.because}</span>}
      </td>
      <td className="nowrap muted">{moment(order.changedAt)}</td>
      <td className="nowrap">
        {from.decision ? <Link href={to.decision(from.decision.account, from.decision.t)} aria-label={`Decision of ${request.symbol}, ${moment(request.t)}`}>Decision</Link> : <span className="muted">{from.text}</span>}
      </td>
    </tr>
  );
}
