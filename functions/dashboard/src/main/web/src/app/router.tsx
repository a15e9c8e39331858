import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

// Paths of the page, and nothing else: /accounts/claude, /decisions/claude/2026-11-18T14:30

export type Route =
  | { name: 'arena' }
  | { name: 'accounts'; account: string | null }
  | { name: 'decisions' }
  | { name: 'decision'; account: string; t: string }
  | { name: 'market'; symbol: string | null }
  | { name: 'trades' }
  | { name: 'orders' }
  | { name: 'control' }
  | { name: 'why' }
  | { name: 'nowhere'; path: string };

export function routeOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '').map(decoded);
  const [first, second, third] = parts;
  switch (parts.length) {
    case 0:
      return { name: 'arena' };
    case 1:
      switch (first) {
        case 'accounts':
          return { name: 'accounts', account: null };
        case 'market':
          return { name: 'market', symbol: null };
        case 'decisions':
        case 'trades':
        case 'orders':
        case 'control':
        case 'why':
          return { name: first };
      }
      break;
    case 2:
      if (first === 'accounts') return { name: 'accounts', account: second! };
      if (first === 'market') return { name: 'market', symbol: second! };
      break;
    case 3:
      if (first === 'decisions') return { name: 'decision', account: second!, t: third! };
  }
  return { name: 'nowhere', path };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const to = {
  arena: '/',
  account: (account: string) => `/accounts/${encodeURIComponent(account)}`,
  decisions: '/decisions',
  decision: (account: string, t: string) => `/decisions/${encodeURIComponent(account)}/${encodeURIComponent(t).replaceAll('%3A', ':')}`,
  market: (symbol: string) => `/market/${encodeURIComponent(symbol)}`,
  trades: '/trades',
  orders: '/orders',
  control: '/control',
  why: '/why',
};

const listeners = new Set<() => void>();
const heard = () => listeners.forEach((listener) => listener());
if (typeof window !== 'undefined') window.addEventListener('popstate', heard);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  heard();
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The query of the address, and how to change it: filters are in the address. */
export function useQueryOf(): [URLSearchParams, (name: string, value: string) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(location.search);
    if (value) next.set(name, value);
    else next.delete(name);
    const text = next.toString();
    go(location.pathname + (text ? `?${text}` : ''), true);
  };
  return [new URLSearchParams(search), set];
}

export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
