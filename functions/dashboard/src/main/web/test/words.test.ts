import { describe, expect, it } from 'vitest';
import { cause, modelName, reason, sentence } from '../src/text/words';

describe('Words', () => {
  it('tell a denial with its numbers', () => {
    expect(reason({ code: 'RISK_PER_TRADE', numbers: { limit: 9000, value: 13035 } })).toBe('the risk to the stop is above the share of one trade: limit ₹9,000, value ₹13,035');
    expect(reason({ code: 'PAUSED', numbers: {} })).toBe('entries are paused');
  });

  it('tell a code that is new in small letters', () => {
    expect(reason({ code: 'SOMETHING_NEW', numbers: {} })).toBe('something new');
    expect(sentence('maxPositionsTotal')).toBe('max positions total');
  });

  it('find the decision that a trade comes from, in either way of writing its time', () => {
    expect(cause('decision:claude:2026-11-18T14:30').decision).toEqual({ account: 'claude', t: '2026-11-18T14:30' });
    expect(cause('decision:claude:2024-01-15T04:30:00Z').decision).toEqual({ account: 'claude', t: '2024-01-15T04:30:00Z' });
    expect(cause('square-off:2026-11-18')).toEqual({ decision: null, text: 'square off' });
  });

  it('name a model by the last part of its id', () => {
    expect(modelName('anthropic/claude-sonnet-5.5')).toBe('claude-sonnet-5.5');
    expect(modelName(null)).toBe('rules');
  });
});
