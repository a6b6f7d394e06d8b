import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import type { ConversationId } from '../../core/ids.js';
import { systemClock } from '../../lib/system-clock.js';
import type { Surroundings } from '../terminal/surroundings.js';

/**
 * Keeps, beside the database, that an operator looked at what somebody wrote: when, with which command, in whose
 * conversation, and never a word of it. One JSON object per line in `access.log` of the data folder.
 * @throws Error when it cannot be written: content that nobody may know was looked at is not shown
 */
export function noteAccess(
  { host, pid }: Pick<Surroundings, 'host' | 'pid'>,
  { data }: Config,
  { command, conversation }: { readonly command: string; readonly conversation: ConversationId },
): void {
  const entry = { at: new Date(systemClock().now()).toISOString(), host, pid, command, conversation };
  mkdirSync(data, { recursive: true });
  appendFileSync(join(data, 'access.log'), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}
