import type { ReloadView } from '../../composition/live-config.js';
import type { ControlHandlers } from '../control-socket.js';

export interface SettingsHandlerParts {
  /** Read the settings anew. @throws OperatorError that lists everything wrong with them */
  readonly reload: () => ReloadView;
}

export function settingsHandlers({ reload }: SettingsHandlerParts): ControlHandlers {
  return { reload: () => Promise.resolve().then(reload) };
}
