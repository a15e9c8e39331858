import type { QueryClient } from '@tanstack/react-query';
import type { Message } from './live';
import type { OrderFilters, Pages, TradeFilters } from './queries';
import type * as T from './types';
import { indianDate } from '../text/time';

// What the push says goes into the answers that are already here, at once; what it does not say
// whole is asked for again, each thing at most once in a few seconds.

const ASKED_AGAIN_AFTER: Record<string, number> = {
  status: 6_000,
  leaderboard: 12_000,
  portfolio: 4_000,
  accounts: 20_000,
  decisions: 5_000,
  decision: 8_000,
  candles: 5_000,
  series: 8_000,
  signals: 10_000,
  indicators: 8_000,
  actions: 3_000,
  trades: 15_000,
  orders: 15_000,
};

const TOUCHES: Record<string, string[]> = {
  order: ['portfolio', 'decision'],
  position: ['portfolio'],
  trade: ['leaderboard', 'decision'],
  snapshot: ['portfolio', 'leaderboard', 'accounts'],
  decision: ['decisions', 'status'],
  control: ['status', 'actions'],
  alert: ['status'],
  reading: ['candles', 'series', 'signals', 'indicators', 'status'],
  account: ['portfolio', 'accounts', 'status'],
};

export class Applier {
  private readonly client: QueryClient;
  private readonly asked = new Map<string, number>();
  private readonly waiting = new Set<string>();

  constructor(client: QueryClient) {
    this.client = client;
  }

  all(messages: Message[]): void {
    for (const message of messages) {
      this.put(message);
      TOUCHES[message.type]?.forEach((key) => this.again(key));
    }
  }

  private put({ type, account, data }: Message): void {
    if (type === 'trade') this.trade(data as unknown as T.Trade);
    if (type === 'order') this.order(data as unknown as T.Order);
    if (type === 'snapshot' && account) this.snapshot(account, data);
    if (type === 'control') {
      this.client.setQueryData<T.Status>(['status'], (old) => old && { ...old, control: { ...(data as unknown as T.Control) } });
    }
  }

  private trade(trade: T.Trade): void {
    if (!trade.id) return;
    for (const [key, old] of this.client.getQueriesData<Pages<{ trades: T.Trade[] }>>({ queryKey: ['trades'] })) {
      if (!old) continue;
      const fits = fitsTrade(trade, key[1] as TradeFilters);
      const pages = upsert(old.pages, 'trades', trade, (one) => one.id === trade.id, fits);
      this.client.setQueryData(key, { ...old, pages });
    }
  }

  private order(order: T.Order): void {
    if (!order.request?.id) return;
    for (const [key, old] of this.client.getQueriesData<Pages<{ orders: T.Order[] }>>({ queryKey: ['orders'] })) {
      if (!old) continue;
      const fits = fitsOrder(order, key[1] as OrderFilters);
      const pages = upsert(old.pages, 'orders', order, (one) => one.request.id === order.request.id, fits);
      this.client.setQueryData(key, { ...old, pages });
    }
  }

  private snapshot(account: string, data: Record<string, unknown>): void {
    const timestamp = (data.timestamp ?? data.t) as string;
    const totalValue = (data.totalValue ?? data.value) as number;
    if (typeof timestamp !== 'string' || typeof totalValue !== 'number') return;
    const point: T.Point = { timestamp, totalValue, dayPnl: Number(data.dayPnl), totalPnl: Number(data.totalPnl) };
    this.client.setQueriesData<T.Performance>({ queryKey: ['performance'] }, (old) => old && {
      ...old,
      series: old.series.map((series) => (series.account === account ? { ...series, points: appended(series.points, point) } : series)),
      baselines: old.baselines?.map((series) => (series.account === account ? { ...series, points: appended(series.points, point) } : series)),
    });
  }

  private again(key: string): void {
    if (this.waiting.has(key)) return;
    const after = ASKED_AGAIN_AFTER[key] ?? 10_000;
    const wait = Math.max(0, (this.asked.get(key) ?? 0) + after - Date.now());
    this.waiting.add(key);
    setTimeout(() => {
      this.waiting.delete(key);
      this.asked.set(key, Date.now());
      // a tab that nobody sees asks when it is seen again
      void this.client.invalidateQueries({ queryKey: [key], refetchType: document.hidden ? 'none' : 'active' });
    }, wait);
  }
}

export function appended(points: T.Point[], point: T.Point): T.Point[] {
  const last = points.at(-1);
  if (!last || point.timestamp > last.timestamp) return [...points, point];
  return points.map((one) => (one.timestamp === point.timestamp ? point : one));
}

export function fitsTrade(trade: T.Trade, filters: TradeFilters): boolean {
  const date = indianDate(trade.openedAt);
  return (
    (!filters.account || filters.account === trade.account) &&
    (!filters.symbol || filters.symbol === trade.symbol) &&
    (!filters.strategy || filters.strategy === trade.strategy) &&
    (!filters.status || filters.status === trade.status) &&
    (!filters.from || date >= filters.from) &&
    (!filters.to || date <= filters.to)
  );
}

export function fitsOrder(order: T.Order, filters: OrderFilters): boolean {
  return (
    (!filters.account || filters.account === order.request.account) &&
    (!filters.symbol || filters.symbol === order.request.symbol) &&
    (!filters.state || filters.state === order.state)
  );
}

/** The rows with this one in its place; a new one comes first, one that fits no more goes. */
function upsert<K extends string, R, P extends Record<K, R[]>>(pages: P[], name: K, row: R, same: (one: R) => boolean, fits: boolean): P[] {
  const known = pages.some((page) => page[name].some(same));
  if (known) {
    return pages.map((page) => ({
      ...page,
      [name]: fits ? page[name].map((one) => (same(one) ? row : one)) : page[name].filter((one) => !same(one)),
    }));
  }
  return fits ? pages.map((page, i) => (i === 0 ? { ...page, [name]: [row, ...page[name]] } : page)) : pages;
}
