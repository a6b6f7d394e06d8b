import type { Config } from '../config/config.js';
import type { Secrets } from '../config/secrets.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../observe/logger.js';
import { takeOwnership } from '../store/ownership.js';
import { buildProgram, type BuildParts } from './build.js';

export interface RunParts extends Omit<BuildParts, 'run'> {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pid: number;
  readonly host: string;
  /** Aborts when the program is asked to stop. */
  readonly stop: AbortSignal;
  /** Every account is online or has failed to be. */
  readonly onReady: (ready: {
    readonly online: readonly string[];
    readonly offline: readonly { readonly account: string; readonly reason: string }[];
    readonly tookMs: number;
  }) => void;
}

/**
 * Run until asked to stop: take the data folder, build, start, wait, and stop in the reverse order, each step even if
 * the one before failed.
 * @throws OperatorError before anything was started.
 */
export async function runUntilStopped(parts: RunParts): Promise<void> {
  const { config, clock, stop } = parts;
  const startedAt = clock.steady();
  const since = new Date(clock.now()).toISOString();
  const owner = takeOwnership(config.data, {
    program: 'kindred run',
    pid: parts.pid,
    host: parts.host,
    since,
  });
  try {
    const { runtime, database, signedOut } = await buildProgram({
      ...parts,
      run: `${parts.host}:${parts.pid}:${since}`,
    });
    try {
      try {
        const opened = await runtime.start();
        parts.onReady({
          online: opened.filter((one) => one.failure === null).map((one) => one.account),
          offline: [
            ...opened.flatMap(({ account, failure }) =>
              failure === null ? [] : [{ account, reason: failure.code }],
            ),
            ...signedOut.map((account) => ({ account, reason: 'not-signed-in' })),
          ],
          tookMs: clock.steady() - startedAt,
        });
        if (!stop.aborted) {
          await new Promise<void>((resolve) =>
            stop.addEventListener('abort', () => resolve(), { once: true }),
          );
        }
      } finally {
        await runtime.stop();
      }
    } finally {
      await database.close();
    }
  } finally {
    owner.release();
  }
}
