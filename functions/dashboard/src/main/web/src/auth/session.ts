import type { Role } from '../api/types';
import { store } from '../app/store';
import { config } from './config';

// OAuth 2.1 authorization code with PKCE. The token lives in memory, and in the tab's
// sessionStorage so that a reload keeps it; it is renewed by signing in again.

export interface Session {
  token: string;
  /** by this machine's clock, in milliseconds */
  expires: number;
}

interface Pending {
  state: string;
  verifier: string;
  back: string;
}

const ROLES: readonly Role[] = ['admin', 'trader', 'viewer'];
const KEPT = 'sauda.session';
const PENDING = 'sauda.pending';
const SIGNED_OUT = 'sauda.signedOut';

export const session = store<Session | null>(null);
export const signInProblem = store<string | null>(null);

export function wasSignedOut(): boolean {
  return sessionStorage.getItem(SIGNED_OUT) != null;
}

/** Takes up what is there: the code of a sign-in that just ended, or the token of this tab. */
export async function takeUp(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const pending = read<Pending>(PENDING);
  if (pending && (query.has('code') || query.has('error'))) {
    sessionStorage.removeItem(PENDING);
    history.replaceState(null, '', safePath(pending.back));
    if (query.get('state') !== pending.state) {
      signInProblem.set('The sign-in that came back is not the one that this tab began. Sign in again.');
    } else if (query.has('error')) {
      signInProblem.set(query.get('error_description') ?? query.get('error'));
    } else {
      await exchange(query.get('code') ?? '', pending.verifier);
    }
    return;
  }
  const kept = read<Session>(KEPT);
  if (kept && kept.expires > Date.now()) session.set(kept);
}

async function exchange(code: string, verifier: string): Promise<void> {
  const { tokenUrl, clientId } = config();
  try {
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        code_verifier: verifier,
        redirect_uri: redirect(),
      }),
    });
    const told = (await answer.json()) as { access_token?: string; expires_in?: number; error?: string };
    if (!answer.ok || !told.access_token) {
      signInProblem.set(`The sign-in was refused: ${told.error ?? answer.status}. Sign in again.`);
      return;
    }
    const next = { token: told.access_token, expires: Date.now() + (told.expires_in ?? 3600) * 1000 };
    sessionStorage.setItem(KEPT, JSON.stringify(next));
    sessionStorage.removeItem(SIGNED_OUT);
    signInProblem.set(null);
    session.set(next);
  } catch {
    signInProblem.set('The sign-in service does not answer. Try again.');
  }
}

/** Leaves the page for the sign-in; it comes back to where the reader is. */
export async function signIn(): Promise<void> {
  const { authorizeUrl, clientId, scope, loginHint } = config();
  const pending: Pending = { state: random(), verifier: random() + random(), back: location.pathname + location.search };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  sessionStorage.removeItem(SIGNED_OUT);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect(),
    scope,
    state: pending.state,
    code_challenge: await challenge(pending.verifier),
    code_challenge_method: 'S256',
  });
  if (loginHint) query.set('login_hint', loginHint);
  location.assign(`${authorizeUrl}?${query}`);
}

export function signOut(): void {
  forget();
  sessionStorage.setItem(SIGNED_OUT, 'yes');
  const { logoutUrl, clientId } = config();
  if (logoutUrl) location.assign(`${logoutUrl}?${new URLSearchParams({ client_id: clientId, logout_uri: redirect() })}`);
}

/** The role that a token names, for showing: the API checks it, this does not. */
export function roleIn(token: string | undefined): Role | null {
  try {
    const claims = JSON.parse(atob((token ?? '').split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'))) as { 'cognito:groups'?: unknown };
    const groups = claims['cognito:groups'];
    return ROLES.find((role) => Array.isArray(groups) && groups.includes(role)) ?? null;
  } catch {
    return null;
  }
}

/** The API or the socket said that the token is over. */
export function forget(): void {
  sessionStorage.removeItem(KEPT);
  session.set(null);
}

/** SHA-256 of the verifier, base64url: what PKCE calls S256. */
export async function challenge(verifier: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(hash));
}

function redirect(): string {
  return `${location.origin}/`;
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Only a path of this page, never another origin. */
export function safePath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

function read<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
