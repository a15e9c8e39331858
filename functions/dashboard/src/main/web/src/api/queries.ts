import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import { useStore } from '../app/store';
import { get, Problem, query } from './client';
import { live } from './live';
import type * as T from './types';

// How often a thing is asked for, in seconds: while the push works, and while it does not. On
// no screen do these come near the 100 requests a minute that one person has.

const RETRIED = new Set([0, 429, 502, 503, 504]);

export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnWindowFocus: 'always',
        retry: (failures, error) => failures < 2 && (!(error instanceof Problem) || RETRIED.has(error.status)),
        retryDelay: (failures) => 1_000 * 2 ** failures,
      },
    },
  });
}

function useEvery(pushed: number, polled: number): (query: { state: { error: unknown } }) => number | false {
  const state = useStore(live);
  return (query) => {
    if (query.state.error instanceof Problem && query.state.error.isMissing) return false;
    return (state === 'live' ? pushed : polled) * 1000;
  };
}

export function useStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => get<T.Status>('/api/system/status', signal),
    refetchInterval: useEvery(15, 5),
  });
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => get<T.Me>('/api/me', signal), staleTime: 300_000 });
}

export function useAccounts() {
  return useQuery({
    queryKey: ['accounts'],
    queryFn: async ({ signal }) => (await get<{ accounts: T.Account[] }>('/api/accounts', signal)).accounts,
    refetchInterval: useEvery(30, 20),
  });
}

export function useStrategies() {
  return useQuery({
    queryKey: ['strategies'],
    queryFn: async ({ signal }) => (await get<T.Strategies>('/api/strategies', signal)).strategies,
    staleTime: 300_000,
  });
}

export function usePerformance(span: { from?: string; to?: string } = {}) {
  return useQuery({
    queryKey: ['performance', span],
    queryFn: ({ signal }) => get<T.Performance>(`/api/portfolio/performance${query({ ...span, limit: 500 })}`, signal),
    refetchInterval: useEvery(45, 8),
    placeholderData: keepPreviousData,
  });
}

export function useLeaderboard() {
  return useQuery({
    queryKey: ['leaderboard'],
    queryFn: ({ signal }) => get<T.Leaderboard>('/api/reports/leaderboard', signal),
    refetchInterval: useEvery(30, 15),
  });
}

export function useAccountPortfolio(account: string) {
  return useQuery({
    queryKey: ['portfolio', account],
    queryFn: ({ signal }) => get<T.AccountPortfolio>(`/api/portfolio/${encodeURIComponent(account)}`, signal),
    refetchInterval: useEvery(15, 5),
    enabled: account !== '',
  });
}

export interface TradeFilters {
  account?: string;
  symbol?: string;
  strategy?: string;
  status?: string;
  from?: string;
  to?: string;
}

export interface OrderFilters {
  account?: string;
  symbol?: string;
  state?: string;
}

export type Pages<P> = InfiniteData<P & { next?: string | null }, string | null>;

function usePaged<P>(key: string, path: string, filters: object, limit: number, pushed: number, polled: number) {
  return useInfiniteQuery({
    queryKey: [key, filters],
    queryFn: ({ pageParam, signal }) => page<P>(path, { ...filters, limit, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? null,
    refetchInterval: useEvery(pushed, polled),
    placeholderData: keepPreviousData,
  });
}

const unknown = new Set<string>();

/** Filters that this API does not know are left to the screen, which filters again anyhow. */
async function page<P>(path: string, values: Record<string, string | number | null | undefined>, signal: AbortSignal) {
  const known = Object.fromEntries(Object.entries(values).filter(([name]) => !unknown.has(`${path} ${name}`)));
  try {
    return await get<P & { next?: string | null }>(path + query(known), signal);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'UNKNOWN_PARAMETER' || !error.field || !(error.field in known)) throw error;
    unknown.add(`${path} ${error.field}`);
    return page<P>(path, values, signal);
  }
}

export function useTrades(filters: TradeFilters = {}) {
  return usePaged<{ trades: T.Trade[] }>('trades', '/api/trades', filters, 50, 30, 10);
}

export function useOrders(filters: OrderFilters = {}) {
  return usePaged<{ orders: T.Order[] }>('orders', '/api/orders', filters, 50, 30, 12);
}

export function useDecisions(filters: { account?: string } = {}) {
  return usePaged<{ invocations: T.Decision[] }>('decisions', '/api/invocations', filters, 40, 30, 10);
}

export function useDecision(account: string, t: string) {
  return useQuery({
    queryKey: ['decision', account, t],
    queryFn: ({ signal }) => get<T.DecisionDetail>(`/api/invocations/${encodeURIComponent(account)}/${encodeURIComponent(t)}`, signal),
    refetchInterval: useEvery(30, 15),
  });
}

export function useCandles(symbol: string, timeframe: string, limit: number) {
  return useQuery({
    queryKey: ['candles', symbol, timeframe, limit],
    queryFn: ({ signal }) => get<T.Candles>(`/api/market-data/${symbol}${query({ timeframe, limit })}`, signal),
    refetchInterval: useEvery(30, 8),
    enabled: symbol !== '',
  });
}

export function useMarketSeries(symbol: string, timeframe: string, limit: number) {
  return useQuery({
    queryKey: ['series', symbol, timeframe, limit],
    queryFn: ({ signal }) => get<T.MarketSeries>(`/api/market-data/${symbol}/series${query({ timeframe, limit })}`, signal),
    refetchInterval: useEvery(30, 10),
    enabled: symbol !== '',
  });
}

export function useSignals(symbol: string) {
  return useQuery({
    queryKey: ['signals', symbol],
    queryFn: ({ signal }) => get<T.Signals>(`/api/market-data/${symbol}/signals?limit=100`, signal),
    refetchInterval: useEvery(30, 15),
    enabled: symbol !== '',
  });
}

export function useIndicators(symbol: string) {
  return useQuery({
    queryKey: ['indicators', symbol],
    queryFn: ({ signal }) => get<T.Indicators>(`/api/market-data/${symbol}/indicators`, signal),
    refetchInterval: useEvery(30, 12),
    enabled: symbol !== '',
  });
}

export function useActions() {
  return usePaged<{ actions: T.Action[] }>('actions', '/api/system/actions', {}, 30, 30, 15);
}

export function usePortfolio() {
  return useQuery({
    queryKey: ['portfolio'],
    queryFn: ({ signal }) => get<T.Portfolio>('/api/portfolio', signal),
    refetchInterval: useEvery(15, 8),
  });
}
