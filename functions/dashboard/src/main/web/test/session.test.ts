import { describe, expect, it } from 'vitest';
import { challenge, roleIn, safePath } from '../src/auth/session';

describe('Sign-in', () => {
  it('makes the challenge of RFC 7636', async () => {
    expect(await challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('shows the highest role that a token names, and none for what is no token', () => {
    const token = (claims: object) => `x.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}.y`;
    expect(roleIn(token({ 'cognito:groups': ['viewer', 'trader'] }))).toBe('trader');
    expect(roleIn(token({ 'cognito:groups': 'admin' }))).toBeNull();
    expect(roleIn('nonsense')).toBeNull();
    expect(roleIn(undefined)).toBeNull();
  });

  it('comes back to a path of this page only', () => {
    expect(safePath('/trades?account=claude')).toBe('/trades?account=claude');
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) expect(safePath(path)).toBe('/');
  });
});
