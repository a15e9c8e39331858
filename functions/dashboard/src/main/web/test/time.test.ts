import { describe, expect, it } from 'vitest';
import { ago, clock, indianDate, indianMinute, moment, span } from '../src/text/time';

describe('Times', () => {
  it('are of India, wherever they are read', () => {
    expect(clock('2026-11-18T09:00:00Z')).toBe('14:30');
    expect(moment('2026-11-18T20:00:00Z')).toBe('19 Nov, 01:30');
    expect(indianMinute('2026-11-18T09:00:00Z')).toBe('2026-11-18T14:30');
    expect(indianDate('2026-11-18T18:30:00Z')).toBe('2026-11-19');
  });

  it('of a span are short', () => {
    expect([0, 45, 60, 3599, 3600, 11100, 200000].map(span)).toEqual(['0 s', '45 s', '1 min', '59 min', '1 h', '3 h 5 min', '2 d']);
  });

  it('are told as an age by the clock that is given', () => {
    expect(ago('2026-11-18T09:00:00Z', Date.parse('2026-11-18T09:05:00Z'))).toBe('5 min ago');
    expect(ago('2026-11-18T09:00:00Z', Date.parse('2026-11-18T08:59:00Z'))).toBe('now');
  });
});
