/** Lets at most so many through in a window of time; who comes later waits for a turn. */
export class Pace {
  private readonly most: number;
  private readonly window: number;
  private readonly clock: () => number;
  private readonly passed: number[] = [];
  private restUntil = 0;

  constructor(most: number, window: number, clock: () => number = Date.now) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  /** Milliseconds until there is a turn; 0 takes one. */
  take(): number {
    const now = this.clock();
    if (now < this.restUntil) return this.restUntil - now;
    while (this.passed.length > 0 && this.passed[0]! <= now - this.window) this.passed.shift();
    if (this.passed.length >= this.most) return this.passed[0]! + this.window - now;
    this.passed.push(now);
    return 0;
  }

  /** Nobody gets a turn for so long. */
  rest(millis: number): void {
    this.restUntil = Math.max(this.restUntil, this.clock() + millis);
  }

  async turn(signal?: AbortSignal): Promise<void> {
    for (let wait = this.take(); wait > 0; wait = this.take()) {
      await new Promise((done) => setTimeout(done, wait));
      signal?.throwIfAborted();
    }
  }
}
