import { describe, expect, it } from 'vitest';
import { count, decimal, inR, percent, price, rupees, shortCount, shortRupees, wholeRupees } from '../src/text/money';

describe('Rupees', () => {
  it('are grouped as in India', () => {
    expect(rupees(1234567.89)).toBe('₹12,34,567.89');
    expect(wholeRupees(10000000)).toBe('₹1,00,00,000');
    expect(count(123456)).toBe('1,23,456');
    expect(price(2784.1)).toBe('2,784.10');
  });

  it('have a real minus, and a plus where it is asked for', () => {
    expect(rupees(-1385.23)).toBe('−₹1,385.23');
    expect(rupees(54.43, true)).toBe('+₹54.43');
    expect(rupees(0, true)).toBe('₹0.00');
  });

  it('have no sign when they round to nothing', () => {
    expect(rupees(-0.001)).toBe('₹0.00');
    expect(wholeRupees(-0.4, true)).toBe('₹0');
    expect(percent(-0.001, true)).toBe('0.00%');
  });

  it('are short in lakh and crore', () => {
    expect(shortRupees(99999)).toBe('₹99,999');
    expect(shortRupees(99999.6)).toBe('₹1 L');
    expect(shortRupees(100000)).toBe('₹1 L');
    expect(shortRupees(998669.2)).toBe('₹9.99 L');
    expect(shortRupees(1234567)).toBe('₹12.35 L');
    expect(shortRupees(9999999)).toBe('₹1 Cr');
    expect(shortRupees(123456789)).toBe('₹12.35 Cr');
    expect(shortRupees(-250000, true)).toBe('−₹2.5 L');
    expect(shortCount(3000000)).toBe('30 L');
  });

  it('that are not there are a dash', () => {
    for (const text of [rupees, wholeRupees, shortRupees, price, count, percent, decimal, inR]) {
      expect(text(null)).toBe('–');
      expect(text(Number.NaN)).toBe('–');
    }
  });
});

describe('A multiple of the risk', () => {
  it('has two decimals and a sign', () => {
    expect(inR(1.254)).toBe('+1.25 R');
    expect(inR(-1)).toBe('−1.00 R');
    expect(inR(0)).toBe('0.00 R');
    expect(inR(2.5, false)).toBe('2.50 R');
  });
});
