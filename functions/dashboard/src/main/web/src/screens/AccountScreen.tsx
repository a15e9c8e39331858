import { useAccountPortfolio, useAccounts, useOrders, usePerformance, useStatus, useTrades } from '../api/queries';
import type { Account, AccountPortfolio, Limit, Order, Position } from '../api/types';
import { useNow } from '../app/clock';
import { Link, to } from '../app/router';
import { Answer, Bar, Empty, Model, Panel, Signed, Tile, Who } from '../parts/parts';
import { RTrack } from '../parts/RTrack';
import { Gauge } from '../parts/Gauge';
import { Spark } from '../parts/Spark';
import { colour } from '../parts/tints';
import { count, inR, percent, price, rupees, shortCount, shortRupees, wholeRupees } from '../text/money';
import { clock, moment, span } from '../text/time';
import { denial, sentence, title } from '../text/words';
import { TradeTable } from './TradeTable';

const WORKING = new Set(['RESERVED', 'SUBMITTING', 'UNKNOWN', 'ACCEPTED', 'PARTIALLY_FILLED']);
const SQUARE_OFF_BEFORE_CLOSE = 10 * 60;

export default function AccountScreen({ name }: { name: string | null }) {
  const accounts = useAccounts();
  return (
    <Answer of={accounts}>
      {(all) => {
        const account = name === null ? all[0] : all.find((one) => one.name === name);
        return (
          <>
            <nav className="tabs" aria-label="Accounts" style={{ marginBottom: 'var(--s4)' }}>
              {all.map((one) => (
                <Link key={one.name} href={to.account(one.name)} aria-current={one === account ? 'page' : undefined}>
                  <Who account={one.name} base={one.baseline} />
                </Link>
              ))}
            </nav>
            {account ? <One key={account.name} account={account} /> : <Empty title={`There is no account ${name ?? ''}`}>Choose one above.</Empty>}
          </>
        );
      }}
    </Answer>
  );
}

function One({ account }: { account: Account }) {
  const portfolio = useAccountPortfolio(account.name);
  const orders = useOrders({ account: account.name });
  const trades = useTrades({ account: account.name });
  const working = (orders.data?.pages ?? []).flatMap((page) => page.orders).filter((order) => WORKING.has(order.state));
  return (
    <Answer of={portfolio} lines={8}>
      {(data) => (
        <div className="stack">
          <Facts account={account} portfolio={data} />
          <Panel title="Open positions" aside={<SquareOff account={account} />}>
            <Positions all={data.positions} />
          </Panel>
          <div className="grid2">
            <Panel title="Limits">
              <Limits all={data.limits} />
            </Panel>
            <DayLoss portfolio={data} />
          </div>
          <Panel title="Waiting orders">
            <Waiting all={working} />
          </Panel>
          <Panel title="Newest trades" aside={<Link href={`/trades?account=${encodeURIComponent(account.name)}`}>All trades</Link>}>
            <Answer of={trades}>{(all) => <TradeTable trades={all.pages.flatMap((page) => page.trades).slice(0, 8)} without="account" />}</Answer>
          </Panel>
        </div>
      )}
    </Answer>
  );
}

function Facts({ account, portfolio }: { account: Account; portfolio: AccountPortfolio }) {
  const { books } = portfolio;
  const series = usePerformance().data?.series.find((one) => one.account === account.name);
  return (
    <>
      <div className="row">
        <Model model={account.model} standIn={account.model?.startsWith('stand-in/') ?? false} />
        <span className="tag">{account.product.toLowerCase()}</span>
        <span className={account.mode === 'live' ? 'tag loss' : 'tag accent'}>{account.mode === 'live' ? 'LIVE' : 'paper'}</span>
        {!account.active && <span className="tag warn">switched off</span>}
        {books && books.state !== 'ACTIVE' && <span className="tag loss">{books.state}: {books.stateBecause}</span>}
        <span className="muted small">
          {account.stocks.join(', ')} · {Object.entries(account.strategies).map(([strategy, weight]) => `${strategy} ${weight}`).join(', ')}
        </span>
      </div>
      {books ? (
        <dl className="tiles">
          <Tile name="Value">
            {wholeRupees(books.value)}
            <small>of {shortRupees(books.capital)} capital</small>
          </Tile>
          <Tile name="Today">
            <Signed value={books.dayPnl} />
            <small>charges included</small>
          </Tile>
          <Tile name="Since the start">
            <Signed value={books.totalPnl} />
            <small>{percent(books.totalPnlPercent, true)}</small>
          </Tile>
          <Tile name="Open, unrealised">
            <Signed value={portfolio.unrealised} />
            <small>{wholeRupees(books.exposure)} in the market</small>
          </Tile>
          <Tile name="Free cash">
            {shortRupees(books.freeCash)}
            <small>{rupees(books.charges)} charges so far</small>
          </Tile>
          <Tile name="Model today">
            {rupees(books.modelCostToday)}
            <small>{count(books.callsToday)} calls, {shortCount(books.tokensToday)} tokens</small>
          </Tile>
          {series && series.points.length > 1 && (
            <Tile name="Over time">
              <Spark values={series.points.map((point) => point.totalPnl)} colour={colour(account.name)} label={`Profit and loss of ${account.name}`} />
            </Tile>
          )}
        </dl>
      ) : (
        <Empty title="No books yet">They are opened before its first session.</Empty>
      )}
    </>
  );
}

function SquareOff({ account }: { account: Account }) {
  const now = useNow();
  const session = useStatus().data?.session;
  const close = session?.open ? session.today?.parts.at(-1)?.to : undefined;
  if (account.product.toLowerCase() !== 'intraday') return <span className="tag">held overnight</span>;
  if (!close) return <span className="tag">no session now</span>;
  const at = Date.parse(close) - SQUARE_OFF_BEFORE_CLOSE * 1000;
  const left = (at - now) / 1000;
  return (
    <span className={`tag ${left < 1800 ? 'warn' : ''}`} data-testid="square-off">
      {left > 0 ? `squared off in ${span(left)}, at ${clock(at)}` : 'being squared off'}
    </span>
  );
}

function Positions({ all }: { all: Position[] }) {
  if (all.length === 0) return <Empty title="Nothing is open">All of it is cash.</Empty>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Open positions">
      <table className="pin" data-testid="positions">
        <thead>
          <tr>
            <th scope="col">Stock</th>
            <th scope="col" className="n">Shares</th>
            <th scope="col" className="n">Average</th>
            <th scope="col" className="n">Last</th>
            <th scope="col" className="n">Result</th>
            <th scope="col" className="n">In R</th>
            <th scope="col">Stop to target</th>
            <th scope="col">Strategy</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.trade} data-testid="position-row" data-symbol={one.symbol}>
              <th scope="row">
                <span className="row nowrap">
                  <Link href={to.market(one.symbol)}>{one.symbol}</Link>
                  <span className="tag">{one.side === 'BUY' ? 'long' : 'short'}</span>
                </span>
              </th>
              <td className="n">
                {count(one.open)}
                {one.waiting > 0 && <span className="muted"> +{count(one.waiting)} waiting</span>}
                {one.exitReserved > 0 && <span className="tag warn">leaving {count(one.exitReserved)}</span>}
              </td>
              <td className="n">{price(one.averagePrice)}</td>
              <td className="n">{price(one.last)}</td>
              <td className="n"><Signed value={one.unrealised} /></td>
              <td className={`n ${(one.resultInR ?? 0) < 0 ? 'down' : 'up'}`}>{inR(one.resultInR)}</td>
              <td><RTrack of={one} /></td>
              <td>{one.strategy}</td>
              <td className="nowrap muted">{moment(one.openedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function amount(value: number, unit: string): string {
  return unit === 'rupees' ? (Math.abs(value) < 1000 ? rupees(value) : wholeRupees(value)) : shortCount(value);
}

function Limits({ all }: { all: Limit[] }) {
  if (all.length === 0) return <Empty title="No limits are counted yet" />;
  return (
    <div className="body limits" data-testid="limits">
      {all.map((one) => {
        const share = one.most > 0 ? one.used / one.most : 0;
        return (
          <div key={`${one.limit} ${one.unit}`}>
            <div className="line">
              <span title={`At this limit: ${denial(one.limit)}`}>
                {title(one.limit)} {one.limit === 'BUDGET' && <span className="muted">in {one.unit}</span>}
              </span>
              <span className="soft num">
                {amount(one.used, one.unit)} of {amount(one.most, one.unit)}
              </span>
            </div>
            <Bar share={share} label={`${sentence(one.limit)} in ${one.unit}`} />
          </div>
        );
      })}
    </div>
  );
}

function DayLoss({ portfolio }: { portfolio: AccountPortfolio }) {
  const limit = portfolio.limits.find((one) => one.limit === 'DAY_LOSS');
  if (!limit) return null;
  return (
    <Panel title="Loss of the day" foot={`Entries stop at ${amount(limit.most, limit.unit)}; ${amount(limit.left, limit.unit)} is left.`}>
      <div className="body">
        <Gauge share={limit.most > 0 ? limit.used / limit.most : 0} value={wholeRupees(limit.used)} of={`of ${wholeRupees(limit.most)}`} label="Loss of the day against its limit" />
      </div>
    </Panel>
  );
}

function Waiting({ all }: { all: Order[] }) {
  if (all.length === 0) return <Empty title="No order is waiting" />;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Waiting orders">
      <table>
        <thead>
          <tr>
            <th scope="col">Stock</th>
            <th scope="col">Order</th>
            <th scope="col" className="n">Shares</th>
            <th scope="col" className="n">Limit</th>
            <th scope="col">State</th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.request.id}>
              <th scope="row">{one.request.symbol}</th>
              <td>{one.request.side} {one.request.purpose.toLowerCase()}</td>
              <td className="n">{count(one.filled)} of {count(one.request.quantity)}</td>
              <td className="n">{price(one.request.limit)}</td>
              <td><span className="tag accent">{sentence(one.state)}</span></td>
              <td className="nowrap muted">{clock(one.request.expiresAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
