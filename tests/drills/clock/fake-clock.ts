import { globSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A wall clock for one process that can be set; what measures durations is left alone, as by an operator who sets the clock. */
export interface FakeClock {
  readonly env: NodeJS.ProcessEnv;
  /** How far it is from the machine's clock, in milliseconds. */
  readonly offsetMs: number;
  set(offsetMs: number): void;
  now(): number;
}

/** @throws Error that names the Debian package to install. */
export function fakeClock(folder: string): FakeClock {
  const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
  if (!library) throw new Error("This drill sets a clock by libfaketime: install Debian's package faketime.");
  const file = path.join(folder, 'offset');
  let offset = 0;
  const set = (milliseconds: number): void => {
    offset = milliseconds;
    writeFileSync(file, `${milliseconds < 0 ? '' : '+'}${milliseconds / 1000}`);
  };
  set(0);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    get offsetMs() {
      return offset;
    },
    set,
    now: () => Date.now() + offset,
  };
}
