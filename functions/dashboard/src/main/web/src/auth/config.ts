import type { Mode } from '../api/types';

/** What the page is told by the server that serves it, before anybody signs in. */
export interface PageConfig {
  mode: Mode;
  authorizeUrl: string | null;
  tokenUrl: string | null;
  logoutUrl: string | null;
  clientId: string;
  scope: string;
  apiUrl: string;
  socketUrl: string | null;
  loginHint: string | null;
  simulated: boolean;
}

/** A server without `/config.json` is one without sign-in and push. */
const OPEN: PageConfig = {
  mode: 'paper',
  authorizeUrl: null,
  tokenUrl: null,
  logoutUrl: null,
  clientId: '',
  scope: 'openid',
  apiUrl: '',
  socketUrl: null,
  loginHint: null,
  simulated: false,
};

let loaded: PageConfig = OPEN;

export async function loadConfig(): Promise<PageConfig> {
  const answer = await fetch('/config.json', { cache: 'no-cache' });
  if (answer.ok && answer.headers.get('content-type')?.includes('json')) {
    loaded = { ...OPEN, ...((await answer.json()) as Partial<PageConfig>) };
  } else if (answer.status >= 500) {
    throw new Error(`the server answers ${answer.status} for /config.json`);
  }
  return loaded;
}

export function config(): PageConfig {
  return loaded;
}
