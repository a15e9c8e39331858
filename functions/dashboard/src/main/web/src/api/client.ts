import { config } from '../auth/config';
import { forget, session } from '../auth/session';
import type { ProblemBody, Reason } from './types';
import { Pace } from './pace';

/** What the API, or the way to it, says is wrong. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly reasons: Reason[];
  readonly requestId: string | undefined;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.status = body.status;
    this.code = body.code;
    this.field = body.field;
    this.reasons = body.reasons ?? [];
    this.requestId = body.requestId;
  }

  /** This API does not have it. */
  get isMissing(): boolean {
    return this.code === 'NO_ROUTE' || (this.status === 404 && this.code === 'HTTP_404');
  }
}

// the API allows 100 a minute; what is left over is for the owner's verbs
const pace = new Pace(80, 60_000);

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  await pace.turn(signal);
  return ask<T>(path, { signal });
}

export async function post<T>(path: string, body: unknown, idempotencyKey: string): Promise<T> {
  return ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(body),
  });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  const token = session.get()?.token;
  if (token) headers.set('authorization', `Bearer ${token}`);
  let answer: Response;
  try {
    answer = await fetch(config().apiUrl + path, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem({ status: 0, code: 'NO_ANSWER', detail: 'The API does not answer. Is it running, and is the network up?' });
  }
  if (answer.ok) return (await answer.json()) as T;
  const problem = new Problem(await body(answer));
  if (answer.status === 401) forget();
  if (answer.status === 429) pace.rest(Number(answer.headers.get('retry-after') ?? '5') * 1000);
  throw problem;
}

async function body(answer: Response): Promise<ProblemBody> {
  try {
    const told = (await answer.json()) as Partial<ProblemBody> & { message?: string };
    return {
      ...told,
      status: answer.status,
      code: told.code ?? `HTTP_${answer.status}`,
      detail: told.detail ?? told.message ?? `The API answers ${answer.status}.`,
    };
  } catch {
    return { status: answer.status, code: `HTTP_${answer.status}`, detail: `The API answers ${answer.status} without a reason.` };
  }
}

/** A query string of what is set. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const set = Object.entries(values).filter(([, value]) => value != null && value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`;
}
