import { askRunning } from '../../app/orders/control-socket.js';
import type { RunningStatus } from '../../app/orders/health-handlers.js';
import { OperatorError } from '../../core/failure.js';

/** How the program at work on a data folder is; null when none is. `trouble`: it did not say. */
export type Running = RunningStatus | { readonly trouble: string } | null;

export async function askStatus(dataDir: string): Promise<Running> {
  try {
    return (await askRunning(dataDir, 'status', {})) as RunningStatus | null;
  } catch (cause) {
    if (cause instanceof OperatorError) return { trouble: cause.message };
    throw cause;
  }
}

export function runningLine(running: Running): string {
  if (running === null) return 'kindred run is not at work: this is how it was left.';
  if ('trouble' in running) return `kindred run is at work, but did not say how it is: ${running.trouble}`;
  const { pid, store } = running;
  return store.state === 'ok'
    ? `kindred run is at work (pid ${pid}) and its store takes writes.`
    : `kindred run is at work (pid ${pid}), but its store takes no writes (${store.state}, ${store.code}): nothing is taken in or sent.`;
}
