import { fitsTrade } from '../api/apply';
import { useAccounts, useStrategies, useTrades } from '../api/queries';
import type { Trade } from '../api/types';
import { Link, to, useQueryOf } from '../app/router';
import { Answer, Panel, Pick, Signed } from '../parts/parts';
import { csv, download } from '../text/csv';
import { plural } from '../text/words';
import { entryPrice, exitPrice, resultInR, TradeTable } from './TradeTable';

const FILTERS = ['account', 'symbol', 'strategy', 'status', 'from', 'to'] as const;

export default function Trades() {
  const [asked, set] = useQueryOf();
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)!]] : [])));
  const trades = useTrades(filters);
  const accounts = useAccounts().data ?? [];
  const strategies = useStrategies().data ?? [];
  const rows = (trades.data?.pages ?? []).flatMap((page) => page.trades).filter((trade) => fitsTrade(trade, filters));
  const closed = rows.filter((trade) => trade.status === 'CLOSED');
  return (
    <>
      <TradesTabs here="trades" />
      <Panel
        title="Round trips"
        aside={
          <button type="button" className="btn" disabled={rows.length === 0} onClick={() => download('sauda-trades.csv', tradesCsv(rows))} data-testid="csv">
            Export CSV
          </button>
        }
        foot={
          rows.length > 0 && (
            <span className="row">
              {plural(rows.length, 'trade')} shown, {closed.length} closed, together <Signed value={closed.reduce((sum, trade) => sum + trade.net, 0)} /> after charges
            </span>
          )
        }
      >
        <div className="body filters">
          <Pick label="Account" any="All" value={filters.account ?? ''} options={accounts.map((one) => [one.name, one.name])} onChange={(value) => set('account', value)} />
          <Pick label="Stock" any="All" value={filters.symbol ?? ''} options={stocksOf(accounts).map((one) => [one, one])} onChange={(value) => set('symbol', value)} />
          <Pick label="Strategy" any="All" value={filters.strategy ?? ''} options={strategies.map((one) => [one.name, one.name])} onChange={(value) => set('strategy', value)} />
          <Pick label="Status" any="All" value={filters.status ?? ''} options={[['OPEN', 'open'], ['CLOSED', 'closed']]} onChange={(value) => set('status', value)} />
          <label className="field">
            <span>From</span>
            <input className="input" type="date" value={filters.from ?? ''} onChange={(event) => set('from', event.target.value)} />
          </label>
          <label className="field">
            <span>To</span>
            <input className="input" type="date" value={filters.to ?? ''} onChange={(event) => set('to', event.target.value)} />
          </label>
        </div>
        <Answer of={trades} lines={8}>
          {() => <TradeTable trades={rows} />}
        </Answer>
        <Older of={trades} />
      </Panel>
    </>
  );
}

export function TradesTabs({ here }: { here: 'trades' | 'orders' }) {
  return (
    <nav className="tabs" aria-label="Trades and orders" style={{ marginBottom: 'var(--s3)' }}>
      <Link href={to.trades} aria-current={here === 'trades' ? 'page' : undefined}>Trades</Link>
      <Link href={to.orders} aria-current={here === 'orders' ? 'page' : undefined}>Orders and denials</Link>
    </nav>
  );
}

export function Older({ of }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  if (!of.hasNextPage) return null;
  return (
    <div className="body" style={{ textAlign: 'center' }}>
      <button type="button" className="btn" disabled={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()} data-testid="older">
        {of.isFetchingNextPage ? 'Asking…' : 'Older'}
      </button>
    </div>
  );
}

export function stocksOf(accounts: { stocks: string[] }[]): string[] {
  return [...new Set(accounts.flatMap((one) => one.stocks))];
}

export function tradesCsv(rows: Trade[]): string {
  return csv(
    ['id', 'account', 'symbol', 'side', 'strategy', 'status', 'opened', 'closed', 'exit', 'quantity', 'entry price', 'exit price', 'stop', 'target', 'gross', 'charges', 'net', 'net in R', 'cause'],
    rows.map((trade) => [trade.id, trade.account, trade.symbol, trade.side, trade.strategy, trade.status, trade.openedAt, trade.closedAt, trade.exit, trade.quantity, entryPrice(trade), exitPrice(trade), trade.stop, trade.target, trade.gross, trade.charges, trade.net, resultInR(trade), trade.cause]),
  );
}
