import { isAbsolute, join } from 'node:path';

/** The only file that knows how environment variables are called. `main.ts` hands it the environment. */

/** What the environment says, as plain text; checked where it is used. */
export interface Environment {
  /** The folder with kindred.yaml, accounts/ and characters/. */
  readonly home: string | undefined;
  readonly configFile: string | undefined;
  readonly dataFolder: string | undefined;
  readonly logLevel: string | undefined;
  /** Where the service manager puts credentials (systemd's LoadCredential). */
  readonly credentialsFolder: string | undefined;
  /** The service manager waits to hear that this program is ready (sd_notify(3)), and how often that it lives. */
  readonly service: { readonly watchdogMs: number | null } | undefined;
  /** Where programs keep settings and data of this user (XDG Base Directory 0.8), with the places meant when unset. */
  readonly xdg: { readonly config: string; readonly data: string } | undefined;
  /** Variables that a settings file names, such as the one that holds a key. Blank counts as missing. */
  lookup(name: string): string | undefined;
}

export const environmentNames = {
  home: 'KINDRED_HOME',
  configFile: 'KINDRED_CONFIG',
  dataFolder: 'KINDRED_DATA',
  logLevel: 'KINDRED_LOG_LEVEL',
  credentialsFolder: 'CREDENTIALS_DIRECTORY',
  notifySocket: 'NOTIFY_SOCKET',
  watchdogUsec: 'WATCHDOG_USEC',
  benchData: 'KINDRED_BENCH_DATA',
  userFolder: 'HOME',
  xdgConfig: 'XDG_CONFIG_HOME',
  xdgData: 'XDG_DATA_HOME',
  anthropicKey: 'ANTHROPIC_API_KEY',
  openaiKey: 'OPENAI_API_KEY',
  telegramApiId: 'TELEGRAM_API_ID',
  telegramApiHash: 'TELEGRAM_API_HASH',
  /** What a terminal can show: no-color.org, terminfo, and the width where it is no terminal. */
  noColour: 'NO_COLOR',
  terminal: 'TERM',
  columns: 'COLUMNS',
} as const;

export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const lookup = (name: string): string | undefined => {
    const value = variables[name]?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  return {
    home: lookup(environmentNames.home),
    configFile: lookup(environmentNames.configFile),
    dataFolder: lookup(environmentNames.dataFolder),
    logLevel: lookup(environmentNames.logLevel),
    credentialsFolder: lookup(environmentNames.credentialsFolder),
    service: serviceOf(lookup),
    xdg: xdgFolders(lookup),
    lookup,
  };
}

function serviceOf(lookup: (name: string) => string | undefined): Environment['service'] {
  if (lookup(environmentNames.notifySocket) === undefined) return undefined;
  const micro = Number(lookup(environmentNames.watchdogUsec));
  return { watchdogMs: Number.isFinite(micro) && micro > 0 ? micro / 1_000 : null };
}

/** Relative paths in the two variables do not count, says the specification. Without a home folder there is none. */
function xdgFolders(lookup: (name: string) => string | undefined): Environment['xdg'] {
  const user = lookup(environmentNames.userFolder);
  const absolute = (name: string): string | undefined => {
    const path = lookup(name);
    return path !== undefined && isAbsolute(path) ? path : undefined;
  };
  const config =
    absolute(environmentNames.xdgConfig) ?? (user === undefined ? undefined : join(user, '.config'));
  const data =
    absolute(environmentNames.xdgData) ?? (user === undefined ? undefined : join(user, '.local', 'share'));
  return config === undefined || data === undefined ? undefined : { config, data };
}
