import { OperatorError } from '../../core/failure.js';
import { askRunning } from '../orders/control-socket.js';
import type { RunningStatus } from '../orders/handlers/health-handlers.js';

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
