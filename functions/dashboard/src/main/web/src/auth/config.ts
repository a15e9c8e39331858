import type { Mode } from '../api/types';

/** What the page is told by the server that serves it, before anybody signs in. */
export interface PageConfig {
  mode: Mode;
  authorizeUrl: string;
  tokenUrl: string;
  logoutUrl: string | null;
  clientId: string;
  scope: string;
  apiUrl: string;
  socketUrl: string | null;
  loginHint: string | null;
  simulated: boolean;
}

let loaded: PageConfig | null = null;

/**
 * Without it nothing is shown: a page that only guessed its mode could say paper where the money
 * is real.
 */
export async function loadConfig(): Promise<void> {
  const answer = await fetch('/config.json', { cache: 'no-cache' });
  const told = answer.ok ? ((await answer.json()) as Partial<PageConfig>) : {};
  if ((told.mode !== 'paper' && told.mode !== 'live') || !told.authorizeUrl || !told.tokenUrl) {
    throw new Error(`the server gives no configuration: ${answer.status}`);
  }
  loaded = told as PageConfig;
}

export function config(): PageConfig {
  if (!loaded) throw new Error('asked before it is loaded');
  return loaded;
}
