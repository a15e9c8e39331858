import { describe, expect, it } from 'vitest';
import { apart, ticks } from '../src/parts/scale';
import { happenings } from '../src/screens/Feed';
import { added } from '../src/screens/Leaderboard';
import type { Decision } from '../src/api/types';

describe('An axis', () => {
  it('has round steps', () => {
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
    expect(ticks(-1300, 700, 4)).toEqual([-1000, -500, 0, 500]);
    expect(ticks(3, 3, 5)).toEqual([3]);
  });
});

describe('Labels', () => {
  it('move apart, and stay inside', () => {
    const placed = apart([50, 52, 51, 98], 10, 0, 100);
    const sorted = [...placed].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(10);
    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
  });
});

describe('What a model adds', () => {
  it('is its lead less what it cost', () => {
    expect(added({ value: 101_000, netPnl: 1_000, modelCost: 500 }, 0.75)).toBe(0.25);
    expect(added({ value: 101_000, netPnl: 1_000, modelCost: 500 }, null)).toBeNull();
  });
});

describe('The feed', () => {
  const said = (account: string, t: string, orders: number): Decision =>
    ({ account, t, state: 'DECIDED', orders: Array.from({ length: orders }, () => ({})), proposals: [], because: t }) as unknown as Decision;

  it('tells once that an account held several times', () => {
    const all = happenings([], [said('a', '4', 0), said('a', '3', 0), said('a', '2', 1), said('a', '1', 0), said('b', '4', 0)], []);
    expect(all.map((one) => [one.account, one.at, one.kind === 'said' && one.times])).toEqual([
      ['a', '4', 2],
      ['b', '4', 1],
      ['a', '2', 1],
      ['a', '1', 1],
    ]);
  });
});
