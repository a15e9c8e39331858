import { describe, expect, it } from 'vitest';
import { challenge, safePath } from '../src/auth/session';

describe('Sign-in', () => {
  it('makes the challenge of RFC 7636', async () => {
    expect(await challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('comes back to a path of this page only', () => {
    expect(safePath('/trades?account=claude')).toBe('/trades?account=claude');
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) expect(safePath(path)).toBe('/');
  });
});
