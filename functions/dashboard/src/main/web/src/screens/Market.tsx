import { useMemo, useState } from 'react';
import { Problem } from '../api/client';
import { useAccounts, useCandles, useIndicators, useMarketSeries, useOrders, usePortfolio, useSignals, useStatus } from '../api/queries';
import type { Bar, Candles, Indicators, MarketSeries, Signals } from '../api/types';
import { Link, to, useQueryOf } from '../app/router';
import { CandleChart, type Level, type Mark, type Shown } from '../parts/CandleChart';
import { Age, Answer, Choice, Empty, Panel } from '../parts/parts';
import { decimal, percent, price, shortCount } from '../text/money';
import { moment } from '../text/time';
import { sentence } from '../text/words';

const FRAMES = [['5m', '5m'], ['15m', '15m'], ['1h', '1h'], ['1d', '1d']] as const;
type Frame = (typeof FRAMES)[number][0];
const LIMITS: Record<Frame, number> = { '5m': 300, '15m': 300, '1h': 200, '1d': 150 };
const ALL_SHOWN: Shown = { vwap: true, ema: true, zones: true, signals: true, rsi: true };
const SWITCHES: readonly [keyof Shown, string][] = [['vwap', 'VWAP'], ['ema', 'EMA'], ['rsi', 'RSI'], ['zones', 'Zones'], ['signals', 'Signals']];

export default function Market({ symbol: asked }: { symbol: string | null }) {
  const accounts = useAccounts();
  const status = useStatus();
  const stocks = useMemo(() => {
    const traded = status.data?.lastTick.stocks.map((one) => one.symbol);
    return traded ?? [...new Set((accounts.data ?? []).flatMap((one) => one.stocks))];
  }, [accounts.data, status.data]);
  const symbol = asked ?? stocks[0] ?? '';
  const [query, set] = useQueryOf();
  const frame = FRAMES.find(([code]) => code === query.get('timeframe'))?.[0] ?? '5m';
  return (
    <>
      <nav className="tabs" aria-label="Stocks" style={{ marginBottom: 'var(--s3)' }}>
        {stocks.map((one) => (
          <Link key={one} href={to.market(one) + (frame === '5m' ? '' : `?timeframe=${frame}`)} aria-current={one === symbol ? 'page' : undefined}>
            {one}
          </Link>
        ))}
      </nav>
      {symbol && <Stock key={symbol} symbol={symbol} frame={frame} onFrame={(next) => set('timeframe', next === '5m' ? '' : next)} />}
    </>
  );
}

function Stock({ symbol, frame, onFrame }: { symbol: string; frame: Frame; onFrame: (frame: Frame) => void }) {
  const candles = useCandles(symbol, frame, LIMITS[frame]);
  const series = useMarketSeries(symbol, frame, LIMITS[frame]);
  const signals = useSignals(symbol);
  const indicators = useIndicators(symbol);
  const orders = useOrders({ symbol });
  const portfolio = usePortfolio();
  const open = useStatus().data?.session.open ?? false;
  const [shown, setShown] = useState(ALL_SHOWN);
  const [table, setTable] = useState(false);
  const hasSeries = (series.data?.points.length ?? 0) > 0;
  const drawn = useMemo(() => ({ ...shown, rsi: shown.rsi && hasSeries }), [shown, hasSeries]);

  const marks = useMemo((): Mark[] => {
    const all = (orders.data?.pages ?? []).flatMap((page) => page.orders).filter((order) => order.request.symbol === symbol);
    return [
      ...(signals.data?.signals ?? []).map(({ signal }): Mark => ({ at: signal.bar, start: true, kind: 'signal', side: signal.side, text: '' })),
      ...all.flatMap((order) => order.fills.map((fill): Mark => ({
        at: fill.at,
        start: false,
        kind: fill.kind === 'ENTRY' ? 'entry' : 'exit',
        side: order.request.side,
        text: `${order.request.account} ${order.request.side === 'BUY' ? '+' : '−'}${fill.quantity}`,
      }))),
      ...all.filter((order) => order.state === 'DENIED').map((order): Mark => ({ at: order.request.t, start: false, kind: 'denied', side: order.request.side, text: 'denied' })),
    ];
  }, [orders.data, signals.data, symbol]);

  const levels = useMemo((): Level[] => (portfolio.data?.accounts ?? []).flatMap(({ account, positions }) => positions.filter((one) => one.symbol === symbol && one.open > 0).flatMap((one): Level[] => [
    { price: one.target, kind: 'target', text: `target ${account}` },
    ...(one.averagePrice === null ? [] : [{ price: one.averagePrice, kind: 'entry' as const, text: account }]),
    { price: one.stop, kind: 'stop', text: `stop ${account}` },
  ])), [portfolio.data, symbol]);

  return (
    <div className="stack">
      {indicators.data && <Quote of={indicators.data} open={open} />}
      <Panel
        title={`${symbol}, ${frame}`}
        aside={
          <>
            <div className="seg" role="group" aria-label="Drawn on the chart">
              {SWITCHES.map(([name, text]) => (
                <button key={name} type="button" aria-pressed={shown[name]} onClick={() => setShown({ ...shown, [name]: !shown[name] })}>
                  {text}
                </button>
              ))}
            </div>
            <Choice<Frame> label="Timeframe" value={frame} options={FRAMES} onChange={onFrame} />
            <button type="button" className="btn ghost small" aria-pressed={table} onClick={() => setTable(!table)}>
              {table ? 'Chart' : 'Table'}
            </button>
          </>
        }
        foot={
          <span className="row">
            <span><Key colour="var(--c4)" /> VWAP</span>
            <span><Key colour="var(--c1)" /> EMA fast</span>
            <span><Key colour="var(--c3)" dashed /> EMA slow</span>
            <span>● signal</span>
            <span className="up">▲ bought</span>
            <span className="down">▼ sold</span>
            <span>■ denied</span>
            <span>solid zone: order block, dashed: gap</span>
            <span style={{ marginLeft: 'auto' }}>
              Charts by <a href="https://www.tradingview.com/" rel="noreferrer" style={{ textDecoration: 'underline' }}>TradingView</a> Lightweight Charts™
            </span>
          </span>
        }
      >
        <Answer of={candles} lines={10}>
          {(data) =>
            data.bars.length === 0 ? (
              <Empty title="No candles yet">The first one closes five minutes after the session opens.</Empty>
            ) : table ? (
              <BarTable bars={data.bars} series={series.data} />
            ) : (
              <CandleChart symbol={symbol} timeframe={frame} bars={data.bars} series={series.data} marks={marks} levels={levels} shown={drawn} summary={summaryOf(data, levels)} />
            )
          }
        </Answer>
        {series.error instanceof Problem && series.error.isMissing && <p className="body small muted">VWAP, averages, RSI and zones are not available from this API.</p>}
      </Panel>
      <div className="grid2">
        <SignalList of={signals} />
        {indicators.data && <IndicatorList of={indicators.data} />}
      </div>
    </div>
  );
}

function Key({ colour, dashed = false }: { colour: string; dashed?: boolean }) {
  return (
    <svg width="16" height="6" aria-hidden="true">
      <path d="M0 3H16" stroke={colour} strokeWidth="2" strokeDasharray={dashed ? '4 2' : undefined} />
    </svg>
  );
}

function Quote({ of, open }: { of: Indicators; open: boolean }) {
  const change = of.last.close - of.previousClose;
  return (
    <div className="quoteline" data-testid="quote">
      <span className="last">₹{price(of.last.close)}</span>
      <span className={`num ${change < 0 ? 'down' : 'up'}`}>
        <span aria-hidden="true">{change < 0 ? '▼' : '▲'}</span> {decimal(change)} ({percent((change / of.previousClose) * 100, true)})
      </span>
      <span className="soft small">
        band {price(of.bandLow)} to {price(of.bandHigh)}
      </span>
      {Object.entries(of.trends).map(([frame, trend]) => (
        <span key={frame} className="tag">
          {frame} {trend.toLowerCase()}
        </span>
      ))}
      <Age of={of.t} old={open ? 420 : Infinity} />
      {of.warnings.map((one) => (
        <span key={one} className="tag warn">{one}</span>
      ))}
    </div>
  );
}

function summaryOf(candles: Candles, levels: Level[]): string {
  const first = candles.bars[0]!;
  const last = candles.bars.at(-1)!;
  const low = Math.min(...candles.bars.map((bar) => bar.low));
  const high = Math.max(...candles.bars.map((bar) => bar.high));
  const lines = levels.map((level) => `${level.text} ${price(level.price)}`).join(', ');
  return `${candles.symbol}, ${candles.bars.length} candles of ${candles.timeframe} from ${moment(first.start)} to ${moment(last.start)}, between ${price(low)} and ${price(high)}, last ${price(last.close)}${lines ? `; ${lines}` : ''}. The table has every candle.`;
}

function BarTable({ bars, series }: { bars: Bar[]; series: MarketSeries | undefined }) {
  const points = new Map(series?.points.map((point) => [point.start, point]));
  return (
    <div className="scroll" style={{ maxHeight: 560, overflowY: 'auto' }} tabIndex={0} role="region" aria-label="Candles">
      <table className="pin">
        <thead>
          <tr>
            {['Start', 'Open', 'High', 'Low', 'Close', 'Volume', 'VWAP', 'EMA fast', 'EMA slow', 'RSI'].map((name, i) => (
              <th key={name} scope="col" className={i ? 'n' : undefined}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...bars].reverse().map((bar) => {
            const point = points.get(bar.start);
            return (
              <tr key={bar.start}>
                <td className="nowrap">{moment(bar.start)}</td>
                <td className="n">{price(bar.open)}</td>
                <td className="n">{price(bar.high)}</td>
                <td className="n">{price(bar.low)}</td>
                <td className="n">{price(bar.close)}</td>
                <td className="n">{shortCount(bar.volume)}</td>
                <td className="n">{price(point?.vwap)}</td>
                <td className="n">{price(point?.emaFast)}</td>
                <td className="n">{price(point?.emaSlow)}</td>
                <td className="n">{decimal(point?.rsi, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function SignalList({ of }: { of: { data: Signals | undefined; error: unknown; refetch: () => unknown } }) {
  return (
    <Panel title="Signals of the fixed rules" foot="Opinions on closed candles; a model may follow one or not.">
      <Answer of={of}>
        {(data) =>
          data.signals.length === 0 ? (
            <Empty title="No signal in the last two sessions" />
          ) : (
            <div className="scroll" style={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="region" aria-label="Signals">
              <table>
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">Signal</th>
                    <th scope="col" className="n">Strength</th>
                    <th scope="col" className="n">Entry</th>
                    <th scope="col" className="n">Stop</th>
                    <th scope="col" className="n">Target</th>
                  </tr>
                </thead>
                <tbody>
                  {data.signals.map(({ t, signal }) => (
                    <tr key={`${t} ${signal.strategy} ${signal.kind}`}>
                      <td className="nowrap muted">{moment(t)}</td>
                      <td>
                        <span className={signal.side === 'BUY' ? 'up' : 'down'}>{signal.side === 'BUY' ? '▲ buy' : '▼ sell'}</span> <b>{signal.strategy}</b> <span className="soft">{sentence(signal.kind)}</span>
                      </td>
                      <td className="n">{decimal(signal.strength, 0)}</td>
                      <td className="n">{price(signal.entry)}</td>
                      <td className="n">{price(signal.stop)}</td>
                      <td className="n">{price(signal.target)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </Panel>
  );
}

function IndicatorList({ of }: { of: Indicators }) {
  return (
    <Panel title="Indicators at the newest tick" aside={<span className="muted small">{moment(of.t)}</span>}>
      <dl className="kv body" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 210px), 1fr))', columnGap: 'var(--s5)' }}>
        {Object.entries(of.indicators).map(([name, value]) => (
          <div key={name} style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
            <dt>{name}</dt>
            <dd>{decimal(value)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
