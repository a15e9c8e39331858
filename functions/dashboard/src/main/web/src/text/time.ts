// Times are shown in India, wherever the reader is.

const ZONE = 'Asia/Kolkata';
const clockFormat = new Intl.DateTimeFormat('en-IN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const secondFormat = new Intl.DateTimeFormat('en-IN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dayFormat = new Intl.DateTimeFormat('en-IN', { timeZone: ZONE, day: 'numeric', month: 'short' });
const fullFormat = new Intl.DateTimeFormat('en-IN', { timeZone: ZONE, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const INDIA_AHEAD = 330 * 60_000;

export function clock(instant: string | number): string {
  return clockFormat.format(new Date(instant));
}

export function clockSeconds(instant: string | number): string {
  return secondFormat.format(new Date(instant));
}

export function day(instant: string | number): string {
  return dayFormat.format(new Date(instant));
}

export function fullDay(instant: string | number): string {
  return fullFormat.format(new Date(instant));
}

/** 18 Nov, 14:30 */
export function moment(instant: string | number): string {
  return `${day(instant)}, ${clock(instant)}`;
}

/** The minute in India as the API writes it in a path: 2026-11-18T14:30 */
export function indianMinute(instant: string): string {
  return new Date(Date.parse(instant) + INDIA_AHEAD).toISOString().slice(0, 16);
}

/** The day in India: 2026-11-18 */
export function indianDate(instant: string | number): string {
  return new Date(new Date(instant).getTime() + INDIA_AHEAD).toISOString().slice(0, 10);
}

/** A span in words that are short: 45 s, 12 min, 3 h 5 min, 2 d */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d`;
}

/** How long ago, by the server's clock. */
export function ago(instant: string, now: number): string {
  const seconds = (now - Date.parse(instant)) / 1000;
  return seconds < 1 ? 'now' : `${span(seconds)} ago`;
}

export function millis(value: number | null | undefined): string {
  if (value == null) return '–';
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
