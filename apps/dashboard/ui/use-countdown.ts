import { useEffect, useState } from 'react';

/** Counts whole seconds down to a time (ms since the epoch); 0 when it has come or there is none. */
export function useCountdown(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    if (until === undefined) return undefined;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(() => {
      tick();
      if (Date.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);

  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}
