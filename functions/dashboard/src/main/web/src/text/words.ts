import { count, decimal, wholeRupees } from './money';
import type { Numbers, Reason } from '../api/types';

// Codes of the system in words of a person. The code itself is always shown beside them.

const DENIALS: Record<string, string> = {
  LATE_ENTRY: 'too close to the end of trading for an entry',
  MAX_POSITIONS: 'the account holds as many positions as it may',
  MAX_POSITIONS_TOTAL: 'all accounts together hold as many positions as they may',
  DAY_LOSS: 'the day has lost what a day may lose',
  TOO_SMALL: 'less than one share fits into the limits',
  OPPOSITE_IN_CLIENT: 'another account of this broker client holds the other side',
  NO_STOP: 'the strategy can give no stop at this bar',
  NO_SIGNAL: 'the named strategy does not say so',
  EXPIRED: 'the request came too late',
  LOCKED: 'the dead man has locked trading',
  PAUSED: 'entries are paused',
  HALTED: 'trading is halted',
  NOT_PREFLIGHTED: 'no check of the broker client passed today',
  BUDGET: 'the model used up its budget of the day',
  ALREADY_OPEN: 'the account already holds or waits for this stock',
  RISK_PER_TRADE: 'the risk to the stop is above the share of one trade',
  NO_CASH: 'free cash does not cover the entry and its charges',
  NOTIONAL: 'the position would be larger than one may be',
  EXPOSURE: "the account's open positions would pass their cap",
  EXPOSURE_TOTAL: "all accounts' open positions would pass their cap",
  TRADE_COUNT: 'as many entries were made today as a day may have',
  COOL_DOWN: 'the stock was left too recently',
  NOT_ALLOWED: 'the account may not trade this stock, or it is switched off',
  FIRST_DAY: 'on the first live day one account enters, with one share',
  NO_SHORTS: 'short selling is switched off',
  OUTSIDE_SESSION: 'the exchange is not trading',
  PRICE_BAND: "the limit lies outside the day's price band",
  OFF_TICK: 'the limit is not on the tick grid',
  DATA_MISSING: 'the candle of this tick is missing',
  DAY_NOT_OPEN: "the account's books were not opened for this day",
  CONFIG_CHANGED: 'it was made under another configuration',
  NOTHING_TO_EXIT: 'there are no shares to leave',
};

export function denial(code: string): string {
  return DENIALS[code] ?? sentence(code);
}

/** RISK_PER_TRADE, orderBlock, square-off → words in small letters */
export function sentence(code: string): string {
  return code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}

/** The same, with a capital letter. */
export function title(code: string): string {
  const words = sentence(code);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const RUPEES = /cash|needed|value|limit|most|used|lost|loss|pnl|exposure|notional|risk|cost|charges|price|rupees/i;

/** The numbers of a reason, such as "limit ₹9,000, value ₹13,035". */
export function numbers(values: Numbers, money = true): string {
  return Object.entries(values)
    .map(([name, value]) => `${sentence(name)} ${money && RUPEES.test(name) && Math.abs(value) >= 100 ? wholeRupees(value) : Number.isInteger(value) ? count(value) : decimal(value)}`)
    .join(', ');
}

export function reason(of: Reason): string {
  const told = numbers(of.numbers);
  return told ? `${denial(of.code)}: ${told}` : denial(of.code);
}

/** Where an order or a trade comes from. */
export interface Cause {
  decision: { account: string; t: string } | null;
  text: string;
}

const DECISION = /^decision:([^:]+):(.+)$/;

export function cause(text: string): Cause {
  const found = DECISION.exec(text);
  return found
    ? { decision: { account: found[1]!, t: found[2]! }, text: 'decision' }
    : { decision: null, text: sentence(text.split(':')[0] ?? text) };
}

/** A name as the audit trail has it, without the subject behind it: owner (72122ce9-…) → owner */
export function person(by: string): string {
  return by.replace(/ \([^()]{20,}\)$/, '');
}

/** The last part of a model's id: claude-sonnet-5.5 */
export function modelName(model: string | null | undefined): string {
  return model == null ? 'rules' : (model.split('/').at(-1) ?? model);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
