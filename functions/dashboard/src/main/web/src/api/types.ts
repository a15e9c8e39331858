// What the API answers. Money is rupees as a number, an instant is UTC, a date is a day in India.

export type Side = 'BUY' | 'SELL';
export type TradingState = 'ACTIVE' | 'REDUCING' | 'HALTED';
export type Role = 'viewer' | 'trader' | 'admin';
export type Mode = 'paper' | 'live';
export type Numbers = Record<string, number>;

export interface Reason {
  code: string;
  numbers: Numbers;
}

export interface Me {
  principal: string;
  name: string;
  role: Role;
  expires: string;
}

export interface Control {
  state: TradingState;
  flatten: boolean;
  epoch: number;
  by: string;
  because: string;
  at: string;
}

export interface Check {
  check: string;
  subject: string;
  ok: boolean;
  detail: string;
  denial: string | null;
}

export interface Session {
  date: string;
  kind: string;
  name: string;
  parts: { from: string; to: string }[];
}

export interface Alert {
  code: string;
  subject: string;
  text: string;
  level: 'INFO' | 'WARN' | 'URGENT';
  numbers: Numbers;
  at: string;
}

export interface LastDecision {
  account: string;
  t: string;
  state: string;
  advisor: string;
  model: string | null;
  standIn: boolean;
  because: string;
  orders: number;
  toolCalls: number;
}

export interface Status {
  now: string;
  mode: Mode;
  trading: boolean;
  because: string;
  control: Control | null;
  accounts: {
    account: string;
    active: boolean;
    state: TradingState | null;
    counts: TradingState;
    trading: boolean;
    because: string;
  }[];
  session: { date: string; open: boolean; today: Session | null; next: Session | null };
  lastTick: {
    t: string | null;
    ageSeconds: number | null;
    due: string | null;
    stocks: { symbol: string; t: string | null; ageSeconds: number | null; missing: string | null }[];
  };
  checks: Check[];
  decisions: LastDecision[];
  alerts: Alert[];
}

export interface Books {
  account: string;
  state: TradingState;
  stateBecause: string;
  capital: number;
  cash: number;
  freeCash: number;
  charges: number;
  value: number;
  dayPnl: number;
  totalPnl: number;
  totalPnlPercent: number;
  realised: number;
  exposure: number;
  slots: number;
  day: string;
  entriesToday: number;
  callsToday: number;
  tokensToday: number;
  modelCostToday: number;
}

export interface Account {
  name: string;
  active: boolean;
  advisor: 'model' | 'rules' | 'ensemble';
  model: string | null;
  fallbacks: string[];
  stocks: string[];
  strategies: Record<string, number>;
  capitalPercent: number;
  capital: number;
  product: string;
  client: string;
  mode: Mode;
  baseline?: boolean;
  books: Books | null;
}

export interface Limit {
  limit: string;
  unit: string;
  used: number;
  most: number;
  left: number;
}

export interface Position {
  symbol: string;
  side: Side;
  strategy: string;
  trade: string;
  openedAt: string;
  open: number;
  waiting: number;
  exitReserved: number;
  averagePrice: number | null;
  last: number | null;
  cost: number;
  value: number;
  unrealised: number;
  stop: number;
  target: number;
  resultInR: number | null;
  toStopInR: number | null;
  toTargetInR: number | null;
}

export interface AccountPortfolio {
  account: string;
  books: Books | null;
  unrealised: number;
  positions: Position[];
  limits: Limit[];
}

export interface Portfolio {
  t: string;
  capital: number;
  value: number;
  dayPnl: number;
  totalPnl: number;
  totalPnlPercent: number;
  charges: number;
  exposure: number;
  limits: Limit[];
  accounts: AccountPortfolio[];
}

export interface Point {
  timestamp: string;
  totalValue: number;
  dayPnl: number;
  totalPnl: number;
}

export type Kind = 'model' | 'rules' | 'ensemble' | 'buyAndHold';

export interface Series {
  account: string;
  kind?: Kind;
  more: boolean;
  points: Point[];
}

export interface Performance {
  total: Series | null;
  series: Series[];
  baselines?: Series[];
}

export interface LeaderRow {
  account: string;
  kind: Kind;
  baseline: boolean;
  of: string | null;
  model: string | null;
  standIn: boolean | null;
  mode: Mode;
  capital: number;
  value: number;
  netPnl: number;
  netReturnPercent: number;
  maxDrawdownPercent: number | null;
  sharpe: number | null;
  winRatePercent: number | null;
  trades: number;
  charges: number;
  modelCost: number;
  pnlAfterModelCost: number;
  bestTrade: number | null;
  worstTrade: number | null;
  versusHoldPercent: number | null;
  versusRulesPercent: number | null;
  significance: { significant: boolean; trades: number; needed: number | null; because: string } | null;
}

export interface Leaderboard {
  t: string;
  from: string;
  to: string;
  rows: LeaderRow[];
}

export interface Trade {
  id: string;
  account: string;
  symbol: string;
  strategy: string;
  cause: string;
  side: Side;
  quantity: number;
  exited: number;
  entered: number;
  left: number;
  stop: number;
  target: number;
  gross: number;
  charges: number;
  exit: string | null;
  openedAt: string;
  closedAt: string | null;
  status: 'OPEN' | 'CLOSED';
  net: number;
}

export interface OrderRequest {
  id: string;
  account: string;
  symbol: string;
  side: Side;
  purpose: 'ENTRY' | 'EXIT';
  quantity: number;
  limit: number | null;
  stop: number | null;
  target: number | null;
  strategy: string;
  cause: string;
  because: string;
  t: string;
  expiresAt: string;
}

export interface Fill {
  id: string;
  quantity: number;
  price: number;
  at: string;
  kind: string;
}

export interface Order {
  request: OrderRequest;
  state: string;
  reasons: Reason[];
  fills: Fill[];
  venueId: string | null;
  reserved: number;
  changedAt: string;
  filled: number;
  remaining: number;
  averagePrice: number | null;
  slippageFromDecision?: number | null;
}

export interface ToolCall {
  round: number;
  tool: string;
  arguments: string;
  result: string;
  accepted: boolean;
}

export interface Proposal {
  action: string;
  symbol: string;
  asked: number | null;
  strategy: string;
  reason: string;
  confidence: number;
  shares: number;
  bound: string;
  order: string | null;
  denied: Reason[];
}

export interface Decision {
  account: string;
  t: string;
  state: string;
  advisor: string;
  model: string | null;
  standIn: boolean;
  deadline: string;
  because: string;
  proposals: Proposal[];
  toolCalls: ToolCall[];
  orders: OrderRequest[];
  cancels: { order: string; symbol: string; because: string }[];
  unmatched: string[];
  calls: number;
  tokensIn: number;
  tokensOut: number;
  cost: number;
  dataHash: string;
  tapeHash: string | null;
  measured: { millis: number } | null;
}

export interface Tape {
  advisor: string;
  bounds: { models: string[]; maxRounds: number; maxEntryCalls: number; maxTokens: number };
  prompt: { system: string; user: string };
  exchanges: { asked: string; sent: string; status: number; body: string; millis: number }[];
  failed: string | null;
  because: string;
  model: string | null;
  standIn: boolean;
  [more: string]: unknown;
}

export interface DecisionDetail {
  invocation: Decision;
  tapeSays: 'INTACT' | 'CHANGED' | 'TORN' | 'NONE';
  tape: Tape | null;
  orders?: Order[];
  trades?: Trade[];
  net?: number | null;
}

export interface Bar {
  start: string;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

export interface Candles {
  symbol: string;
  timeframe: string;
  more: boolean;
  bars: Bar[];
}

export interface Zone {
  kind: 'orderBlock' | 'gap';
  side: Side;
  low: number;
  high: number;
  from: string;
  until: string | null;
}

export interface MarketSeries {
  symbol: string;
  timeframe: string;
  points: { start: string; vwap: number | null; emaFast: number | null; emaSlow: number | null; rsi: number | null }[];
  zones: Zone[];
}

export interface Signals {
  symbol: string;
  signals: {
    t: string;
    signal: {
      symbol: string;
      strategy: string;
      kind: string;
      side: Side;
      strength: number;
      entry: number;
      stop: number;
      target: number;
      bar: string;
    };
  }[];
}

export interface Indicators {
  symbol: string;
  t: string;
  ageSeconds: number;
  last: Bar;
  previousClose: number;
  bandLow: number;
  bandHigh: number;
  indicators: Numbers;
  trends: Record<string, string>;
  warnings: string[];
}

export interface Action {
  at: string;
  verb: string;
  by: string;
  because: string;
  state: TradingState;
  epoch: number;
}

export interface Strategies {
  strategies: { name: string; active: boolean; riskPercent: number; rewardRisk: number }[];
}

export interface Accepted {
  order: string;
  account: string;
  symbol: string;
  side: Side;
  quantity: number;
  limit: number | null;
  stop: number | null;
  target: number | null;
  purpose: string;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status: number;
  detail: string;
  code: string;
  field?: string;
  requestId?: string;
  reasons?: Reason[];
}
