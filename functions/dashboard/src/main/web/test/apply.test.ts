import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { appended, Applier, fitsTrade } from '../src/api/apply';
import type { Trade } from '../src/api/types';

const trade = (more: Partial<Trade>): Trade => ({
  id: '1', account: 'claude', symbol: 'TCS', strategy: 'vwap', cause: 'decision:claude:2026-11-18T14:30', side: 'BUY', quantity: 1, exited: 0,
  entered: 100, left: 0, stop: 90, target: 120, gross: 0, charges: 0, exit: null, openedAt: '2026-11-18T09:00:00Z', closedAt: null, status: 'OPEN', net: 0, ...more,
});
const message = (type: string, data: object) => ({ type, account: 'claude', symbol: null, at: '2026-11-18T09:05:00Z', data: data as Record<string, unknown> });

describe('A push', () => {
  vi.stubGlobal('document', { hidden: true });

  it('of a new trade puts it first, where it fits the filters', () => {
    const client = new QueryClient();
    client.setQueryData(['trades', {}], { pages: [{ trades: [trade({})] }], pageParams: [null] });
    client.setQueryData(['trades', { symbol: 'INFY' }], { pages: [{ trades: [] }], pageParams: [null] });
    new Applier(client).all([message('trade', trade({ id: '2' }))]);
    expect(client.getQueryData(['trades', {}])).toEqual({ pages: [{ trades: [trade({ id: '2' }), trade({})] }], pageParams: [null] });
    expect(client.getQueryData(['trades', { symbol: 'INFY' }])).toEqual({ pages: [{ trades: [] }], pageParams: [null] });
  });

  it('of a trade that is known replaces it, and takes it from a list that it fits no more', () => {
    const client = new QueryClient();
    client.setQueryData(['trades', {}], { pages: [{ trades: [trade({})] }], pageParams: [null] });
    client.setQueryData(['trades', { status: 'OPEN' }], { pages: [{ trades: [trade({})] }], pageParams: [null] });
    const closed = trade({ status: 'CLOSED', closedAt: '2026-11-18T09:10:00Z', exited: 1, left: 110, net: 9 });
    new Applier(client).all([message('trade', closed)]);
    expect(client.getQueryData(['trades', {}])).toEqual({ pages: [{ trades: [closed] }], pageParams: [null] });
    expect(client.getQueryData(['trades', { status: 'OPEN' }])).toEqual({ pages: [{ trades: [] }], pageParams: [null] });
  });

  it('of a snapshot lengthens the line of its account', () => {
    const client = new QueryClient();
    const first = { timestamp: '2026-11-18T09:00:00Z', totalValue: 100, dayPnl: 0, totalPnl: 0 };
    client.setQueryData(['performance', {}], { total: null, series: [{ account: 'claude', more: false, points: [first] }, { account: 'gpt', more: false, points: [first] }] });
    new Applier(client).all([message('snapshot', { t: '2026-11-18T09:05:00Z', value: 101, dayPnl: 1, totalPnl: 1 })]);
    const next = { timestamp: '2026-11-18T09:05:00Z', totalValue: 101, dayPnl: 1, totalPnl: 1 };
    expect(client.getQueryData(['performance', {}])).toEqual({
      total: null,
      series: [{ account: 'claude', more: false, points: [first, next] }, { account: 'gpt', more: false, points: [first] }],
    });
  });

  it('of a state shows it at once', () => {
    const client = new QueryClient();
    client.setQueryData(['status'], { now: 'x', control: { state: 'ACTIVE' } });
    new Applier(client).all([message('control', { state: 'HALTED', by: 'asha' })]);
    expect(client.getQueryData(['status'])).toEqual({ now: 'x', control: { state: 'HALTED', by: 'asha' } });
  });
});

describe('Points of a line', () => {
  it('are in order, each time once', () => {
    const at = (timestamp: string, totalPnl: number) => ({ timestamp, totalPnl, totalValue: 0, dayPnl: 0 });
    expect(appended([at('a', 1), at('b', 1)], at('b', 2))).toEqual([at('a', 1), at('b', 2)]);
    expect(appended([], at('a', 1))).toEqual([at('a', 1)]);
  });
});

describe('Dates of a filter', () => {
  it('are days in India, both included', () => {
    const late = trade({ openedAt: '2026-11-18T18:31:00Z' });
    expect(fitsTrade(late, { from: '2026-11-19', to: '2026-11-19' })).toBe(true);
    expect(fitsTrade(late, { to: '2026-11-18' })).toBe(false);
  });
});
