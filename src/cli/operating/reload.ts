import { askRunning } from '../../app/orders/control-socket.js';
import type { ReloadView } from '../../app/composition/live-config.js';
import { OperatorError } from '../../core/failure.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

/** `kindred reload`: the run reads its settings anew, as on SIGHUP, and says what came of it. */
export async function reload(
  surroundings: Surroundings,
  options: SettingsOptions & { readonly json?: boolean },
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const view = (await askRunning(config.data, 'reload', {})) as ReloadView | null;
  if (view === null) {
    throw new OperatorError('kindred run is not at work', 'its next start reads the settings anyway');
  }
  if (options.json === true) return printJson(surroundings, view);
  const { live, atRestart } = view;
  if (live.length === 0 && atRestart.length === 0) print(surroundings, 'Nothing has changed.');
  if (live.length > 0) print(surroundings, `Counts from now on: ${live.join(', ')}`);
  if (atRestart.length > 0) print(surroundings, `Counts from the next start on: ${atRestart.join(', ')}`);
}
