import { describe, expect, it } from 'vitest';
import { csv } from '../src/text/csv';

describe('CSV', () => {
  it('has a header, and a line for each row', () => {
    expect(csv(['a', 'b'], [['x', 1.5], [null, -2]])).toBe('a,b\r\nx,1.5\r\n,-2\r\n');
  });

  it('quotes commas, quotes, line ends and spaces at the ends', () => {
    expect(csv(['a'], [['x,y'], ['say "no"'], ['two\nlines'], [' x']])).toBe('a\r\n"x,y"\r\n"say ""no"""\r\n"two\nlines"\r\n" x"\r\n');
  });

  it('never gives a spreadsheet a formula', () => {
    expect(csv(['a'], [['=1+1'], ['+1'], ['-cmd'], ['@x'], ['\t=1'], ['=HYPERLINK("http://x")']])).toBe(
      'a\r\n\'=1+1\r\n\'+1\r\n\'-cmd\r\n\'@x\r\n\'\t=1\r\n"\'=HYPERLINK(""http://x"")"\r\n',
    );
  });

  it('leaves what is no number empty', () => {
    expect(csv(['a', 'b'], [[Number.NaN, undefined]])).toBe('a,b\r\n,\r\n');
  });
});
