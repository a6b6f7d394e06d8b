import { systemClock } from '../../lib/system-clock.js';
import { readAccountViews } from '../../app/views/account-views.js';
import { askStatus } from '../../app/views/running.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withReaderOrNone } from '../frame/with-reader.js';
import { screenColumns } from '../terminal/screen.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { readStatus } from '../../app/views/read-status.js';
import { statusScreen } from './status-screen.js';

export interface StatusOptions extends SettingsOptions {
  readonly json?: boolean;
}

/**
 * `kindred status`: how everything is, on one screen. Asks the run where one is at work, else the store alone.
 * @returns the exit code: 0 when nothing needs a hand, else 1
 */
export async function status(surroundings: Surroundings, options: StatusOptions): Promise<number> {
  const { config } = loadSettings(surroundings, options);
  const now = systemClock().now();
  const running = await askStatus(config.data);
  const report = await withReaderOrNone(config, async (read) =>
    readStatus(config, read, await readAccountViews(config, config.accounts, read, now), running, now),
  );
  if (options.json === true) printJson(surroundings, report);
  else for (const line of statusScreen(report, now, screenColumns(surroundings))) print(surroundings, line);
  return report.needsHand.length === 0 ? 0 : 1;
}
