import { describe, expect, it } from 'vitest';
import { Pace } from '../src/api/pace';

describe('The pace', () => {
  it('never lets more through in any window than it may', () => {
    let now = 0;
    const pace = new Pace(80, 60_000, () => now);
    const passed: number[] = [];
    for (; now < 300_000; now += 137) if (pace.take() === 0) passed.push(now);
    for (const from of passed) expect(passed.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(80);
    expect(passed.length).toBeGreaterThanOrEqual(80 * 4);
  });

  it('rests as long as the API asks for', () => {
    let now = 0;
    const pace = new Pace(10, 60_000, () => now);
    pace.rest(7_000);
    expect(pace.take()).toBe(7_000);
    now = 7_000;
    expect(pace.take()).toBe(0);
  });
});
