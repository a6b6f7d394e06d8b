import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from './env.js';

/** The folder that everything is relative to. */
export interface Home {
  readonly folder: string;
  /** Where data goes when the settings leave it at its usual name. */
  readonly usualData: string;
}

/** What a folder of ours has, one of them at least. */
const marks = ['kindred.yaml', 'accounts', 'characters'] as const;
/** What `data` says in settings that say nothing. */
const usualName = 'data';

/**
 * Where the settings are: what the environment names; else the folder the program is started in, where it is one of ours;
 * else `kindred` in the user's folder of settings, where there is a kindred.yaml, and then data goes to the user's
 * folder of data; else where it is started.
 */
export function findHome(startedIn: string, environment: Environment): Home {
  if (environment.home !== undefined) return within(resolve(startedIn, environment.home));
  const { xdg } = environment;
  if (xdg === undefined || marks.some((name) => existsSync(join(startedIn, name)))) return within(startedIn);
  const folder = join(xdg.config, 'kindred');
  return existsSync(join(folder, 'kindred.yaml'))
    ? { folder, usualData: join(xdg.data, 'kindred') }
    : within(startedIn);
}

/** The data folder of a home. @param named what the settings say */
export function dataFolderOf({ folder, usualData }: Home, named: string): string {
  return named === usualName ? usualData : resolve(folder, named);
}

const within = (folder: string): Home => ({ folder, usualData: join(folder, usualName) });
