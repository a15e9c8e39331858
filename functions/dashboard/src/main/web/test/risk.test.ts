import { describe, expect, it } from 'vitest';
import { track } from '../src/text/risk';

describe('The track from stop to target', () => {
  it('of a long position counts up', () => {
    expect(track({ side: 'BUY', averagePrice: 100, last: 105, stop: 90, target: 130 })).toEqual({ last: 0.5, stop: -1, target: 3, entryAt: 0.25, lastAt: 0.375 });
  });

  it('of a short position counts down', () => {
    expect(track({ side: 'SELL', averagePrice: 100, last: 105, stop: 110, target: 80 })).toEqual({ last: -0.5, stop: -1, target: 2, entryAt: 1 / 3, lastAt: 0.5 / 3 });
  });

  it('keeps a price beyond its ends on the bar', () => {
    expect(track({ side: 'BUY', averagePrice: 100, last: 80, stop: 90, target: 120 })).toMatchObject({ last: -2, lastAt: 0 });
    expect(track({ side: 'BUY', averagePrice: 100, last: 150, stop: 90, target: 120 })).toMatchObject({ last: 5, lastAt: 1 });
  });

  it('is none without a price, or when the fill was at the stop', () => {
    expect(track({ side: 'BUY', averagePrice: null, last: 100, stop: 90, target: 120 })).toBeNull();
    expect(track({ side: 'BUY', averagePrice: 100, last: null, stop: 90, target: 120 })).toBeNull();
    expect(track({ side: 'BUY', averagePrice: 90, last: 95, stop: 90, target: 120 })).toBeNull();
  });
});
