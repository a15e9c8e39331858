import { useEffect } from 'react';
import { store, useStore } from './store';

// The server's clock: a simulated day has its own. Between two answers it goes on as fast as it
// was seen to go.

const shown = store(Date.now());
let at = { server: Date.now(), here: 0, speed: 1 };

export function heardTime(server: number): void {
  const here = Date.now();
  // the first answer tells no speed: 'here' is 0 then
  const passed = here - at.here;
  const speed = passed > 500 && passed < 60_000 ? Math.min(600, Math.max(0, (server - at.server) / passed)) : at.speed;
  at = { server, here, speed: Math.abs(speed - 1) < 0.2 ? 1 : speed };
  shown.set(server);
}

function now(): number {
  // a day that ran at full speed and stands still must not run on
  return at.here === 0 ? Date.now() : at.server + Math.min(Date.now() - at.here, 20_000) * Math.min(at.speed, 120);
}

export function useNow(): number {
  return useStore(shown);
}

export function useClockRunning(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) shown.set(now());
    }, 1000);
    return () => clearInterval(timer);
  }, []);
}
