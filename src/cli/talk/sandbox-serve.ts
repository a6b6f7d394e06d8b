import { startSandboxServer } from '../../app/talks/sandbox-server.js';
import { systemClock } from '../../lib/system-clock.js';
import { createLogger } from '../../observe/logger.js';
import { somethingBroke } from '../../observe/events.js';
import type { MisbehaviourOptions } from './sandbox-misbehaviour.js';
import { misbehaves } from './sandbox-misbehaviour.js';
import { printJson, type Surroundings } from '../terminal/surroundings.js';

export interface SandboxServeOptions extends MisbehaviourOptions {
  readonly folder?: string;
  readonly host: string;
  readonly port: number;
  readonly modelPort: number;
  readonly botPort: number;
  readonly controlPort: number;
  readonly closed?: boolean;
  /** Seconds. */
  readonly ahead: number;
}

/** `kindred sandbox serve`: print one JSON line with every address, then serve until SIGTERM. */
export async function sandboxServe(surroundings: Surroundings, options: SandboxServeOptions): Promise<void> {
  const { stop, stderr } = surroundings;
  const logger = createLogger({ level: 'warn', destination: stderr });
  const sandbox = await startSandboxServer({
    ...options,
    closed: options.closed === true,
    aheadMs: options.ahead * 1_000,
    ...misbehaves(options),
    clock: systemClock(),
    onError: (cause) => somethingBroke(logger, { part: 'sandbox', cause }),
  });
  try {
    printJson(surroundings, sandbox.addresses);
    if (!stop.aborted) {
      await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
    }
  } finally {
    await sandbox.close();
  }
}
