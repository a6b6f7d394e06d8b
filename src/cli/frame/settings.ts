import { loadConfig, type Loaded } from '../../config/load.js';
import { readEnvironment } from '../../config/env.js';
import type { Surroundings } from '../terminal/surroundings.js';

/** What every command that needs settings accepts. */
export interface SettingsOptions {
  readonly config?: string;
}

/** @throws OperatorError that lists everything wrong with the settings. */
export function loadSettings({ env, cwd }: Surroundings, options: SettingsOptions): Loaded {
  return loadConfig({ home: cwd, environment: readEnvironment(env), configFile: options.config });
}
