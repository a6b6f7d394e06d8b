import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { MadeOf, MediaAnswer, MediaFault, MediaJob } from './jobs.js';

/** What came of a job. `broke`: the process died of it, took too long or too much memory. */
export type Made<Kind extends MediaJob['kind']> =
  | { readonly ok: true; readonly made: MadeOf[Kind] }
  | { readonly ok: false; readonly fault: MediaFault | 'broke' };

/** Opens files in a process of its own. */
export interface MediaWorker {
  do<Kind extends MediaJob['kind']>(job: Extract<MediaJob, { kind: Kind }>): Promise<Made<Kind>>;
  stop(): void;
}

/** A picture takes 50 ms and a minute of sound half a second; what takes so long was made to. */
const mostMs: Milliseconds = 15_000;
/** It ends when nothing was asked of it for so long. */
const idleMs: Milliseconds = 60_000;
/** Resident memory, looked at while it works. */
const mostMemory = 400_000_000;
const watchEveryMs: Milliseconds = 100;
const pageSize = 4_096;
/** Jobs at once; the rest wait. */
const mostAtOnce = 2;

interface Running {
  readonly child: ChildProcess;
  readonly jobs: Map<number, (answer: MediaAnswer | null) => void>;
  watch: { cancel(): void };
}

/**
 * One process, begun with the first job and ended after a minute without one. A job that breaks it takes the jobs beside
 * it along, and each of those is tried once more in a new one.
 */
export function createMediaWorker(clock: Clock): MediaWorker {
  let running: Running | null = null;
  let next = 0;
  let active = 0;
  let isStopped = false;
  const waiting: (() => void)[] = [];

  function start(): Running | null {
    const file = fileURLToPath(new URL('../../../dist/media/worker/main.js', import.meta.url));
    if (!existsSync(file)) return null;
    const child = fork(file, {
      serialization: 'advanced',
      // Nothing of this process's surroundings: no key, no address.
      env: {},
      execArgv: ['--max-old-space-size=192'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const made: Running = { child, jobs: new Map(), watch: { cancel: () => undefined } };
    child.on('message', (answer: MediaAnswer) => made.jobs.get(answer.id)?.(answer));
    const ended = (): void => {
      if (running === made) running = null;
      made.watch.cancel();
      for (const settle of [...made.jobs.values()]) settle(null);
    };
    child.once('exit', ended);
    child.once('error', ended);
    child.unref();
    child.channel?.unref();
    return made;
  }

  async function once(job: MediaJob): Promise<MediaAnswer | null> {
    running ??= start();
    const mine = running;
    if (mine === null) return { id: 0, ok: false, fault: 'not-able' };
    const id = (next += 1);
    mine.watch.cancel();
    const answer = new Promise<MediaAnswer | null>((resolve) => mine.jobs.set(id, resolve));
    const late = clock.after(mostMs, () => mine.child.kill('SIGKILL'), { unref: true });
    const memory = watchMemory(mine.child);
    mine.child.send({ id, job }, (cause) => cause !== null && mine.jobs.get(id)?.(null));
    try {
      return await answer;
    } finally {
      late.cancel();
      memory.cancel();
      mine.jobs.delete(id);
      if (mine.jobs.size === 0 && running === mine) {
        mine.watch = clock.after(idleMs, () => mine.child.kill('SIGTERM'), { unref: true });
      }
    }
  }

  function watchMemory(child: ChildProcess): { cancel(): void } {
    let timer = clock.after(watchEveryMs, look, { unref: true });
    let isOver = false;
    function look(): void {
      // Only Linux tells; elsewhere the deadline has to do.
      readFile(`/proc/${child.pid ?? 0}/statm`, 'latin1').then(
        (text) => {
          if (Number(text.split(' ')[1]) * pageSize > mostMemory) child.kill('SIGKILL');
          else if (!isOver) timer = clock.after(watchEveryMs, look, { unref: true });
        },
        () => undefined,
      );
    }
    return {
      cancel: () => {
        isOver = true;
        timer.cancel();
      },
    };
  }

  return {
    async do(job) {
      if (active >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      active += 1;
      try {
        // The first may have been ended by what another job did to the process.
        const answer = isStopped ? null : ((await once(job)) ?? (isStopped ? null : await once(job)));
        if (answer === null) return { ok: false, fault: 'broke' };
        return answer.ok ? { ok: true, made: answer.made as never } : { ok: false, fault: answer.fault };
      } finally {
        active -= 1;
        waiting.shift()?.();
      }
    },
    stop() {
      isStopped = true;
      running?.child.kill('SIGKILL');
      running = null;
    },
  };
}
