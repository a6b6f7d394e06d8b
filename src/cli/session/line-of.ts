import { connectionOptions } from '../../app/composition/channels/telegram-channel.js';
import type { UserAccountConfig } from '../../config/config.js';
import type { Loaded } from '../../config/load.js';
import { systemClock } from '../../lib/system-clock.js';
import { createLogger } from '../../observe/logger.js';
import type { Surroundings } from '../terminal/surroundings.js';

/** How to reach Telegram as this account, all but the session. */
export type Line = ReturnType<typeof connectionOptions>;

export function lineOf(
  { stderr }: Pick<Surroundings, 'stderr'>,
  { config, secrets }: Loaded,
  account: UserAccountConfig,
): Line {
  const logger = createLogger({ level: config.logLevel, destination: stderr });
  return connectionOptions({ account, config, secrets, clock: systemClock(), logger });
}
