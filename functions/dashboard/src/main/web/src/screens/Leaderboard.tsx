import { useAccounts, useLeaderboard } from '../api/queries';
import type { Account, LeaderRow } from '../api/types';
import { Link, to } from '../app/router';
import { Problem } from '../api/client';
import { Answer, Empty, Model, Panel, Signed, Who } from '../parts/parts';
import { count, decimal, percent, rupees, wholeRupees } from '../text/money';

/** Accounts by what they earned, with what would have been earned without a model. */
export function Leaderboard() {
  const board = useLeaderboard();
  const accounts = useAccounts();
  const missing = board.error instanceof Problem && board.error.isMissing;
  return (
    <Panel
      title="Leaderboard"
      foot="Returns are after every charge of a contract note. ‘vs hold’ and ‘vs rules’ are what a model adds to buying and holding its stocks and to the rules, after its own cost. A few trades prove nothing: the badge says when."
    >
      {missing ? (
        <Answer of={accounts}>{(all) => <Board rows={all.flatMap(plain)} />}</Answer>
      ) : (
        <Answer of={board}>{(data) => <Board rows={data.rows} />}</Answer>
      )}
    </Panel>
  );
}

/** What is left of a lead once the model is paid, in percent of the value that the span began with. */
export function added(row: Pick<LeaderRow, 'value' | 'netPnl' | 'modelCost'>, lead: number | null): number | null {
  const opening = row.value - row.netPnl;
  return lead === null || opening <= 0 ? lead : lead - (row.modelCost / opening) * 100;
}

/** What an account's books alone tell, where the API has no report. */
function plain(account: Account): LeaderRow[] {
  const { books } = account;
  if (!books) return [];
  return [
    {
      account: account.name,
      kind: account.advisor,
      baseline: account.baseline ?? false,
      of: null,
      model: account.model,
      standIn: account.model?.startsWith('stand-in/') ?? false,
      mode: account.mode,
      capital: books.capital,
      value: books.value,
      netPnl: books.totalPnl,
      netReturnPercent: books.totalPnlPercent,
      maxDrawdownPercent: null,
      sharpe: null,
      winRatePercent: null,
      trades: books.entriesToday,
      charges: books.charges,
      modelCost: books.modelCostToday,
      pnlAfterModelCost: books.totalPnl - books.modelCostToday,
      bestTrade: null,
      worstTrade: null,
      versusHoldPercent: null,
      versusRulesPercent: null,
      significance: null,
    },
  ];
}

function Board({ rows }: { rows: LeaderRow[] }) {
  if (rows.length === 0) return <Empty title="No account has books yet">They are opened before the first session.</Empty>;
  const sorted = [...rows].sort((a, b) => b.netReturnPercent - a.netReturnPercent);
  let place = 0;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Leaderboard">
      <table className="pin" data-testid="leaderboard">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Decided by</th>
            <th scope="col" className="n">Net return</th>
            <th scope="col" className="n">Net P&amp;L</th>
            <th scope="col" className="n">vs hold</th>
            <th scope="col" className="n">vs rules</th>
            <th scope="col" className="n">Drawdown</th>
            <th scope="col" className="n">Sharpe</th>
            <th scope="col" className="n">Win rate</th>
            <th scope="col" className="n">Trades</th>
            <th scope="col" className="n">Charges</th>
            <th scope="col" className="n">Model cost</th>
            <th scope="col" className="n">Best / worst</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const isHold = row.kind === 'buyAndHold';
            const base = isHold || row.baseline;
            if (!base) place += 1;
            return (
              <tr key={row.account} data-testid="leader-row" data-account={row.account}>
                <th scope="row">
                  <span className="row nowrap">
                    <span className="muted num" style={{ width: '1.4em' }}>{base ? '' : place}</span>
                    {isHold ? (
                      <Who account={row.account} base />
                    ) : (
                      <Link href={to.account(row.account)}>
                        <Who account={row.account} base={base} />
                      </Link>
                    )}
                  </span>
                </th>
                <td>{isHold ? <span className="muted">buy and hold</span> : row.model ? <Model model={row.model} standIn={row.standIn ?? row.model.startsWith('stand-in/')} /> : <span className="soft">{row.kind}</span>}</td>
                <td className="n"><b style={{ fontWeight: 640 }}><Signed value={row.netReturnPercent} as="percent" /></b></td>
                <td className="n"><Signed value={row.netPnl} as="rupees" /></td>
                <td className="n"><Signed value={added(row, row.versusHoldPercent)} as="percent" /></td>
                <td className="n"><Signed value={added(row, row.versusRulesPercent)} as="percent" /></td>
                <td className="n">{percent(row.maxDrawdownPercent)}</td>
                <td className="n">{decimal(row.sharpe)}</td>
                <td className="n">{percent(row.winRatePercent, false, 0)}</td>
                <td className="n">
                  {isHold ? '–' : row.significance && !row.significance.significant ? <span className="tag warn" data-testid="significance">{row.significance.because}</span> : count(row.trades)}
                </td>
                <td className="n">{wholeRupees(row.charges)}</td>
                <td className="n">{isHold || !row.model ? '–' : rupees(row.modelCost)}</td>
                <td className="n">{row.bestTrade == null ? '–' : <>{wholeRupees(row.bestTrade, true)} / {wholeRupees(row.worstTrade, true)}</>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
