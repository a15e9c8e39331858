import { store } from '../app/store';
import { config } from '../auth/config';
import { forget, session } from '../auth/session';

// The push: one WebSocket for the tab. While it is down the queries poll.

export type LiveState = 'connecting' | 'live' | 'polling';

export interface Message {
  type: string;
  account: string | null;
  symbol: string | null;
  at: string;
  data: Record<string, unknown>;
}

export const live = store<LiveState>('connecting');

const GATHERED_FOR = 150;
const PING_EVERY = 25_000;
const SILENT_FOR = 60_000;
const LONGEST_WAIT = 30_000;
const TOKEN_IS_OVER = 4401;

/** Keeps a socket open until the returned function is called. */
export function follow(heard: (messages: Message[]) => void, opened: () => void): () => void {
  const url = config().socketUrl;
  if (!url) {
    live.set('polling');
    return () => {};
  }
  let socket: WebSocket | null = null;
  let ended = false;
  let failures = 0;
  let lastHeard = Date.now();
  let gathered: Message[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  const connect = () => {
    const token = session.get()?.token;
    socket = new WebSocket(url, token ? ['sauda.v1', token] : ['sauda.v1']);
    lastHeard = Date.now();
    socket.onopen = () => socket?.send(JSON.stringify({ subscribe: { accounts: ['*'], symbols: ['*'] } }));
    socket.onmessage = (event) => {
      lastHeard = Date.now();
      const message = parse(event.data);
      if (!message || message.type === 'pong' || message.type === 'problem') return;
      if (message.type === 'subscribed') {
        failures = 0;
        live.set('live');
        opened();
        return;
      }
      gathered.push(message);
      gathering ??= setTimeout(() => {
        const all = gathered;
        gathered = [];
        gathering = undefined;
        heard(all);
      }, GATHERED_FOR);
    };
    socket.onclose = (event) => {
      if (ended) return;
      live.set('polling');
      // where only the server's clock says so, the API will say it too, or the socket opens again
      if (event.code === TOKEN_IS_OVER && (session.get()?.expires ?? 0) < Date.now() + 5_000) {
        forget();
        return;
      }
      failures += 1;
      again = setTimeout(connect, Math.min(LONGEST_WAIT, 500 * 2 ** failures) * (0.75 + Math.random() / 2));
    };
  };

  const beat = setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (Date.now() - lastHeard > SILENT_FOR) socket.close();
    else socket.send('{"ping":true}');
  }, PING_EVERY);
  connect();
  return () => {
    ended = true;
    clearInterval(beat);
    clearTimeout(again);
    clearTimeout(gathering);
    socket?.close();
  };
}

function parse(data: unknown): Message | null {
  try {
    return typeof data === 'string' ? (JSON.parse(data) as Message) : null;
  } catch {
    return null;
  }
}
