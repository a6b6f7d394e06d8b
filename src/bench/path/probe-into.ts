import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { ProbeCount } from './probe-count.js';

/** How the runtime is started so that it counts, and what it counted since it was asked last. */
export interface Probe {
  readonly nodeOptions: readonly string[];
  count(pid: number): Promise<ProbeCount>;
}

const lookEveryMs = 5;

/** @throws when the process is gone. */
export function probeInto(folder: string): Probe {
  const file = join(folder, 'probe.jsonl');
  const module = new URL('./probe.js', import.meta.url);
  module.searchParams.set('to', file);
  const lines = (): readonly string[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];
  return {
    nodeOptions: ['--import', module.href],
    count: async (pid) => {
      const before = lines().length;
      process.kill(pid, 'SIGUSR2');
      for (;;) {
        const line = lines()[before];
        if (line !== undefined) return JSON.parse(line) as ProbeCount;
        process.kill(pid, 0);
        await sleep(lookEveryMs);
      }
    },
  };
}
