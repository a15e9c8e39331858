import { useMemo, useState } from 'react';
import { useAccounts, usePerformance } from '../api/queries';
import type { Account, Performance, Series } from '../api/types';
import { EquityChart, type Line, type Style } from '../parts/EquityChart';
import { Answer, Choice, Empty, Panel, Signed, Tile } from '../parts/parts';
import { colour } from '../parts/tints';
import { percent, rupees, shortRupees, wholeRupees } from '../text/money';
import { moment } from '../text/time';
import { Feed } from './Feed';
import { Leaderboard } from './Leaderboard';

/** Who is winning and why: the landing page. */
export function Arena() {
  const performance = usePerformance();
  const accounts = useAccounts();
  return (
    <div className="arena">
      <div className="stack">
        <Answer of={accounts} lines={2}>
          {(all) => <Totals accounts={all} />}
        </Answer>
        <Answer of={performance} lines={8}>
          {(data) => <Equity performance={data} accounts={accounts.data ?? []} />}
        </Answer>
        <Leaderboard />
      </div>
      <Feed />
    </div>
  );
}

function Totals({ accounts }: { accounts: Account[] }) {
  const books = accounts.filter((account) => !account.baseline).flatMap((account) => account.books ?? []);
  const sum = (of: (one: (typeof books)[number]) => number) => books.reduce((all, one) => all + of(one), 0);
  const capital = sum((one) => one.capital);
  const total = sum((one) => one.totalPnl);
  return (
    <dl className="tiles" data-testid="totals">
      <Tile name="Value of all models">
        {books.length ? shortRupees(sum((one) => one.value)) : '–'}
        <small>of {shortRupees(capital)} capital</small>
      </Tile>
      <Tile name="Today">
        <Signed value={sum((one) => one.dayPnl)} as="short" />
        <small>charges included</small>
      </Tile>
      <Tile name="Since the start">
        <Signed value={total} as="short" />
        <small>{capital ? percent((total / capital) * 100, true) : ''}</small>
      </Tile>
      <Tile name="Charges">
        {wholeRupees(sum((one) => one.charges))}
        <small>brokerage, taxes, fees</small>
      </Tile>
      <Tile name="Models today">
        {rupees(sum((one) => one.modelCostToday))}
        <small>not in the values above</small>
      </Tile>
    </dl>
  );
}

type Unit = 'percent' | 'rupees';

function Equity({ performance, accounts }: { performance: Performance; accounts: Account[] }) {
  const [unit, setUnit] = useState<Unit>('percent');
  const [table, setTable] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => linesOf(performance, accounts, unit), [performance, accounts, unit]);
  const lines = all.filter((line) => !left.has(line.name) && line.points.length > 0);
  const toggle = (name: string) => setLeft((old) => {
    const next = new Set(old);
    if (!next.delete(name)) next.add(name);
    return next;
  });
  return (
    <Panel
      title="Profit and loss after charges"
      aside={
        <>
          <Choice<Unit> label="Unit" value={unit} options={[['percent', '%'], ['rupees', '₹']]} onChange={setUnit} />
          <button type="button" className="btn ghost small" aria-pressed={table} onClick={() => setTable(!table)}>
            {table ? 'Chart' : 'Table'}
          </button>
        </>
      }
    >
      {all.every((line) => line.points.length === 0) ? (
        <Empty title="No value has been marked yet">The first point comes with the first tick of the day.</Empty>
      ) : table ? (
        <PointsTable lines={lines} unit={unit} />
      ) : (
        <EquityChart lines={lines} unit={unit} summary={summaryOf(lines, unit)} />
      )}
      <div className="legend" role="group" aria-label="Lines">
        {all.map((line) => (
          <button key={line.name} type="button" aria-pressed={!left.has(line.name)} onClick={() => toggle(line.name)}>
            <svg viewBox="0 0 18 8" aria-hidden="true">
              <path d="M0 4H18" stroke={line.colour} strokeWidth={line.style === 'model' ? 3 : 2} strokeDasharray={line.style === 'model' ? undefined : line.style === 'rules' ? '6 3' : '3 2'} />
            </svg>
            {line.label}
          </button>
        ))}
      </div>
    </Panel>
  );
}

function linesOf(performance: Performance, accounts: Account[], unit: Unit): Line[] {
  const rules = new Set(accounts.filter((one) => one.baseline || one.advisor === 'rules').map((one) => one.name));
  const line = (series: Series, style: Style): Line => ({
    name: series.account,
    label: series.account.startsWith('hold:') ? `hold ${series.account.slice(5)}` : series.account,
    colour: colour(series.account),
    style,
    points: series.points.map((point) => {
      const capital = point.totalValue - point.totalPnl;
      return { at: Date.parse(point.timestamp), y: unit === 'rupees' ? point.totalPnl : capital === 0 ? 0 : (point.totalPnl / capital) * 100 };
    }),
  });
  return [
    ...performance.series.map((series) => line(series, series.kind === 'rules' || rules.has(series.account) ? 'rules' : 'model')),
    ...(performance.baselines ?? []).map((series) => line(series, 'base')),
  ];
}

function summaryOf(lines: Line[], unit: Unit): string {
  const ends = lines.map((line) => `${line.label} ${unit === 'percent' ? percent(line.points.at(-1)?.y, true) : rupees(line.points.at(-1)?.y, true)}`);
  const last = Math.max(...lines.map((line) => line.points.at(-1)?.at ?? 0));
  return `Profit and loss of each account up to ${moment(last)}: ${ends.join('; ')}. The table has every point.`;
}

function PointsTable({ lines, unit }: { lines: Line[]; unit: Unit }) {
  const times = [...new Set(lines.flatMap((line) => line.points.map((point) => point.at)))].sort((a, b) => b - a);
  const at = lines.map((line) => new Map(line.points.map((point) => [point.at, point.y])));
  return (
    <div className="scroll" style={{ maxHeight: 372, overflowY: 'auto' }} tabIndex={0} role="region" aria-label="Points of the lines">
      <table className="pin">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map((line) => (
              <th key={line.name} scope="col" className="n">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((time) => (
            <tr key={time}>
              <td className="nowrap">{moment(time)}</td>
              {at.map((values, i) => (
                <td key={i} className="n">
                  <Signed value={values.get(time)} as={unit === 'percent' ? 'percent' : 'rupees'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
