import { useState, type ReactNode } from 'react';
import { useDecision } from '../api/queries';
import type { Decision, DecisionDetail, Proposal, Reason, ToolCall } from '../api/types';
import { Link, to } from '../app/router';
import { tell } from '../app/toasts';
import { Answer, Model, Panel, Signed, Tile, Who } from '../parts/parts';
import { Reasons } from '../parts/Reasons';
import { tint } from '../parts/tints';
import { count, price, rupees } from '../text/money';
import { clock, clockSeconds, fullDay, millis } from '../text/time';
import { plural, sentence } from '../text/words';
import { OrderTable } from './Orders';
import { TradeTable } from './TradeTable';

/** One decision, whole: what the model saw, what it said, and what came of each thing it asked for. */
export default function DecisionScreen({ account, t }: { account: string; t: string }) {
  const decision = useDecision(account, t);
  return (
    <Answer of={decision} lines={10}>
      {(data) => <Whole detail={data} />}
    </Answer>
  );
}

function Whole({ detail }: { detail: DecisionDetail }) {
  const { invocation: decision, tape, orders = [], trades = [] } = detail;
  return (
    <div className="stack" style={tint(decision.account)}>
      <div className="row">
        <Link href={to.account(decision.account)}>
          <Who account={decision.account} />
        </Link>
        <Model model={decision.model} standIn={decision.standIn} />
        <span className="soft">
          {fullDay(decision.t)}, {clock(decision.t)} IST
        </span>
        <TapeTag says={detail.tapeSays} />
        <span style={{ flex: 1 }} />
        <CopyButton label="Copy link" text={() => location.href} />
      </div>
      <Facts detail={detail} />
      <ol className="steps">
        <li>
          <Panel title="1. What it said">
            <div className="body stack">
              <blockquote className="quote" style={{ margin: 0 }} data-testid="said">{decision.because || 'Nothing.'}</blockquote>
              {tape?.failed && <p className="note bad"><strong>It could not decide: {tape.failed}</strong><span>Nothing that it asked for counts.</span></p>}
              {decision.unmatched.length > 0 && (
                <p className="small">
                  <span className="tag warn">not in its data</span> Numbers it named that it was not shown: <span className="mono">{decision.unmatched.join(', ')}</span>
                </p>
              )}
            </div>
          </Panel>
        </li>
        <li>
          <Panel title="2. What it called, and the verdict on each call">
            <div className="body stack">
              {decision.toolCalls.length === 0 && <p className="muted">It called no tool.</p>}
              {decision.toolCalls.map((call, i) => (
                <Call key={i} call={call} proposal={proposalOf(decision, call)} />
              ))}
            </div>
          </Panel>
        </li>
        <li>
          <Panel title="3. Orders and fills">
            {orders.length > 0 ? (
              <>
                <OrderTable orders={orders} />
                {orders.some((order) => order.fills.length > 0) && (
                  <div className="body">
                    <ul className="small soft">
                      {orders.flatMap((order) => order.fills.map((fill) => (
                        <li key={`${order.request.id} ${fill.id}`}>
                          {clockSeconds(fill.at)}: {fill.kind.toLowerCase()} {count(fill.quantity)} {order.request.symbol} at ₹{price(fill.price)}
                        </li>
                      )))}
                    </ul>
                  </div>
                )}
              </>
            ) : decision.orders.length > 0 ? (
              <div className="body">
                <ul>
                  {decision.orders.map((order) => (
                    <li key={order.id}>
                      {order.side} {count(order.quantity)} {order.symbol}, limit {price(order.limit)}, stop {price(order.stop)}, target {price(order.target)} <span className="muted mono">{order.id}</span>
                    </li>
                  ))}
                </ul>
              </div>
            ) : (
              <p className="body muted">No order was made.</p>
            )}
          </Panel>
        </li>
        {trades.length > 0 && (
          <li>
            <Panel title="4. What it earned">
              <TradeTable trades={trades} without="account" />
            </Panel>
          </li>
        )}
        <li>
          <Panel title={`${trades.length > 0 ? 5 : 4}. What it saw`}>
            <div className="body stack">
              {tape ? (
                <>
                  <Expand summary={`Market, books and limits, ${plural(tape.prompt.user.split('\n').length, 'line')}`} text={tape.prompt.user} open testid="prompt" />
                  <Expand summary="Instructions" text={tape.prompt.system} />
                  {tape.exchanges.map((exchange, i) => (
                    <Expand key={i} summary={`Reply ${i + 1} of ${exchange.asked}, status ${exchange.status}, ${millis(exchange.millis)}`} text={pretty(exchange.body)} />
                  ))}
                </>
              ) : (
                <p className="muted">{detail.tapeSays === 'NONE' ? 'It decided without a tape.' : 'The tape cannot be read.'}</p>
              )}
            </div>
          </Panel>
        </li>
        <li>
          <Panel title="Raw">
            <div className="body stack">
              <Expand summary="The whole answer as JSON" text={JSON.stringify(detail, null, 2)} testid="raw" />
              <dl className="kv small">
                <dt>data</dt>
                <dd className="mono">{decision.dataHash}</dd>
                <dt>tape</dt>
                <dd className="mono">{decision.tapeHash ?? 'none'}</dd>
              </dl>
            </div>
          </Panel>
        </li>
      </ol>
    </div>
  );
}

function Facts({ detail }: { detail: DecisionDetail }) {
  const { invocation: decision, net } = detail;
  return (
    <dl className="tiles">
      <Tile name="Came of it">
        {decision.orders.length > 0 ? plural(decision.orders.length, 'order') : 'held'}
        <small>{plural(decision.toolCalls.length, 'tool call')}</small>
      </Tile>
      <Tile name="Profit and loss">
        <Signed value={net} />
        <small>of its trades, after charges</small>
      </Tile>
      <Tile name="Tokens">
        {count(decision.tokensIn + decision.tokensOut)}
        <small>{count(decision.tokensIn)} in, {count(decision.tokensOut)} out</small>
      </Tile>
      <Tile name="Cost">
        {rupees(decision.cost)}
        <small>{plural(decision.calls, 'request')}</small>
      </Tile>
      <Tile name="Latency">
        {millis(decision.measured?.millis)}
        <small>deadline {clockSeconds(decision.deadline)}</small>
      </Tile>
    </dl>
  );
}

const TAPES: Record<DecisionDetail['tapeSays'], [string, string, string]> = {
  INTACT: ['gain', '✓ tape intact', 'The tape still has the hash that was stored with the decision'],
  CHANGED: ['loss', '✕ tape changed', 'The tape does not have the hash that was stored with the decision'],
  TORN: ['loss', '✕ tape torn', 'The tape cannot be read'],
  NONE: ['', 'no tape', 'The account decided without one'],
};

function TapeTag({ says }: { says: DecisionDetail['tapeSays'] }) {
  const [tone, text, title] = TAPES[says];
  return (
    <span className={`tag ${tone}`} title={title} data-testid="tape" data-tape={says}>
      {text}
    </span>
  );
}

function Call({ call, proposal }: { call: ToolCall; proposal: Proposal | undefined }) {
  const told = object(call.arguments);
  const result = object(call.result);
  const denied = proposal?.denied ?? [];
  const refused = !call.accepted || denied.length > 0;
  const acts = /^(buy|sell|close|cancel)/.test(call.tool);
  return (
    <article className={`call ${refused ? 'denied' : ''}`} data-testid="tool-call" data-accepted={!refused}>
      <div className="row">
        <code>{call.tool}</code>
        <span className="muted small">round {call.round}</span>
        <span style={{ flex: 1 }} />
        <span className={`tag ${refused ? 'loss' : acts ? 'gain' : ''}`}>{refused ? '✕ refused' : acts ? '✓ taken' : '✓ answered'}</span>
      </div>
      <dl className="kv">
        {Object.entries(told).map(([name, value]) => (
          <Pair key={name} name={sentence(name)}>{text(value)}</Pair>
        ))}
      </dl>
      {proposal && !refused && (
        <p className="small soft">
          {count(proposal.shares)} shares{proposal.asked != null && proposal.asked !== proposal.shares && <> of {count(proposal.asked)} asked</>}
          {proposal.bound && <>, as {bound(proposal.bound)}</>}
        </p>
      )}
      {denied.length > 0 ? <Reasons all={denied} /> : refused && <Reasons all={reasonsIn(result)} />}
      <details>
        <summary className="small">Answer it was given</summary>
        <pre>{JSON.stringify(result, null, 2)}</pre>
      </details>
    </article>
  );
}

const BOUNDS: Record<string, string> = {
  ASKED: 'it asked',
  RISK: 'the risk of one trade allows',
  POSITION: 'one position may be',
  CASH: 'the cash allows',
  NOTIONAL: 'the value of one position may be',
  HELD: 'are held',
};

function bound(code: string): string {
  return BOUNDS[code] ?? sentence(code);
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The proposal of a call: the n-th call for a stock made the n-th proposal for it. */
function proposalOf(decision: Decision, call: ToolCall): Proposal | undefined {
  const symbol = object(call.arguments).symbol;
  if (typeof symbol !== 'string' || !/^(buy|sell|close|cancel)/.test(call.tool)) return undefined;
  const calls = decision.toolCalls.filter((one) => /^(buy|sell|close|cancel)/.test(one.tool) && object(one.arguments).symbol === symbol);
  return decision.proposals.filter((one) => one.symbol === symbol)[calls.indexOf(call)];
}

/** The coded refusal in a tool's answer. */
function reasonsIn(result: Record<string, unknown>): Reason[] {
  if (Array.isArray(result.denied)) return result.denied as Reason[];
  if (typeof result.code !== 'string') return [];
  const { ok: _, code, ...rest } = result;
  const inside = rest.numbers && typeof rest.numbers === 'object' ? (rest.numbers as Record<string, unknown>) : rest;
  return [{ code, numbers: Object.fromEntries(Object.entries(inside).filter((entry): entry is [string, number] => typeof entry[1] === 'number')) }];
}

function object(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { value };
  } catch {
    return { text: json };
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? (Number.isInteger(value) ? count(value) : String(value)) : JSON.stringify(value);
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function Expand({ summary, text: whole, open = false, testid }: { summary: string; text: string; open?: boolean; testid?: string }) {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      <div className="stack" style={{ gap: 'var(--s2)' }}>
        <pre tabIndex={0} role="region" aria-label={summary} data-testid={testid}>{whole}</pre>
        <div>
          <CopyButton label="Copy" text={() => whole} />
        </div>
      </div>
    </details>
  );
}

function CopyButton({ label, text: what }: { label: string; text: () => string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(what());
      setDone(true);
      setTimeout(() => setDone(false), 2_000);
    } catch {
      tell('The browser does not let this page copy.');
    }
  };
  return (
    <button type="button" className="btn" onClick={() => void copy()}>
      {done ? 'Copied' : label}
    </button>
  );
}
