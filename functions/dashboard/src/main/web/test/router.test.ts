import { describe, expect, it } from 'vitest';
import { routeOf, to } from '../src/app/router';

describe('A path', () => {
  it.each([
    ['/', { name: 'arena' }],
    ['/accounts', { name: 'accounts', account: null }],
    ['/accounts/claude', { name: 'accounts', account: 'claude' }],
    ['/decisions', { name: 'decisions' }],
    ['/decisions/claude/2026-11-18T14:30', { name: 'decision', account: 'claude', t: '2026-11-18T14:30' }],
    ['/market', { name: 'market', symbol: null }],
    ['/market/M%26M', { name: 'market', symbol: 'M&M' }],
    ['/trades', { name: 'trades' }],
    ['/orders', { name: 'orders' }],
    ['/control/', { name: 'control' }],
    ['/why', { name: 'why' }],
  ])('%s leads to its screen', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it.each(['/nothing', '/decisions/claude', '/trades/1', '/a/b/c/d'])('%s leads nowhere', (path) => {
    expect(routeOf(path)).toEqual({ name: 'nowhere', path });
  });

  it('that is written is found again', () => {
    expect(routeOf(to.account('a/b c'))).toEqual({ name: 'accounts', account: 'a/b c' });
    expect(to.decision('claude', '2026-11-18T14:30')).toBe('/decisions/claude/2026-11-18T14:30');
  });

  it('that is broken is taken as it stands', () => {
    expect(routeOf('/market/%E0%A4%A')).toEqual({ name: 'market', symbol: '%E0%A4%A' });
  });
});
