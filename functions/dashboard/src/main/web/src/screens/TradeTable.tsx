import type { Trade } from '../api/types';
import { Link, to } from '../app/router';
import { Empty, Signed, Who } from '../parts/parts';
import { count, inR, price } from '../text/money';
import { moment } from '../text/time';
import { cause, sentence } from '../text/words';

/** Round trips, newest first; each leads to the decision that made it. */
export function TradeTable({ trades, without }: { trades: Trade[]; without?: 'account' }) {
  if (trades.length === 0) return <Empty title="No trades">None was made, or none fits the filters.</Empty>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Trades">
      <table className="pin" data-testid="trades">
        <thead>
          <tr>
            <th scope="col">Stock</th>
            {!without && <th scope="col">Account</th>}
            <th scope="col">Opened</th>
            <th scope="col" className="n">Shares</th>
            <th scope="col" className="n">Entry</th>
            <th scope="col" className="n">Exit</th>
            <th scope="col" className="n">Charges</th>
            <th scope="col" className="n">Net</th>
            <th scope="col" className="n">In R</th>
            <th scope="col">Closed</th>
            <th scope="col">Strategy</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {trades.map((trade) => (
            <Row key={trade.id} trade={trade} without={without} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ trade, without }: { trade: Trade; without?: 'account' | undefined }) {
  const from = cause(trade.cause);
  return (
    <tr data-testid="trade-row" data-trade={trade.id} data-status={trade.status}>
      <th scope="row">
        <span className="row nowrap">
          <Link href={to.market(trade.symbol)}>{trade.symbol}</Link>
          <span className="tag">{trade.side === 'BUY' ? 'long' : 'short'}</span>
        </span>
      </th>
      {!without && (
        <td>
          <Link href={to.account(trade.account)}>
            <Who account={trade.account} />
          </Link>
        </td>
      )}
      <td className="nowrap">{moment(trade.openedAt)}</td>
      <td className="n">{count(trade.quantity)}</td>
      <td className="n">{price(entryPrice(trade))}</td>
      <td className="n">{price(exitPrice(trade))}</td>
      <td className="n">{price(trade.charges)}</td>
      <td className="n">{trade.status === 'OPEN' ? <span className="tag accent">open</span> : <Signed value={trade.net} />}</td>
      <td className="n">{trade.status === 'OPEN' ? '–' : inR(resultInR(trade))}</td>
      <td className="nowrap">{trade.closedAt ? <>{moment(trade.closedAt)} <span className="muted">{sentence(trade.exit ?? '')}</span></> : <span className="muted">–</span>}</td>
      <td>{trade.strategy}</td>
      <td className="nowrap">
        {from.decision ? (
          <Link href={to.decision(from.decision.account, from.decision.t)} data-testid="decision-link" aria-label={`Decision of ${trade.symbol}, ${moment(trade.openedAt)}`}>
            Decision
          </Link>
        ) : (
          <span className="muted">{from.text}</span>
        )}
      </td>
    </tr>
  );
}

export function entryPrice(trade: Trade): number | null {
  return trade.quantity > 0 ? trade.entered / trade.quantity : null;
}

export function exitPrice(trade: Trade): number | null {
  return trade.exited > 0 ? trade.left / trade.exited : null;
}

/** Net of charges, against what the whole trade had at risk. */
export function resultInR(trade: Trade): number | null {
  const entry = entryPrice(trade);
  if (entry === null) return null;
  const risk = (entry - trade.stop) * (trade.side === 'BUY' ? 1 : -1) * trade.quantity;
  return risk > 0 ? trade.net / risk : null;
}
