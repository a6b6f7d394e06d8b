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
  /** Variables that a settings file names, such as the one that holds a key. Blank counts as missing. */
  lookup(name: string): string | undefined;
}

export const environmentNames = {
  home: 'KINDRED_HOME',
  configFile: 'KINDRED_CONFIG',
  dataFolder: 'KINDRED_DATA',
  logLevel: 'KINDRED_LOG_LEVEL',
  credentialsFolder: 'CREDENTIALS_DIRECTORY',
  benchData: 'KINDRED_BENCH_DATA',
  anthropicKey: 'ANTHROPIC_API_KEY',
  openaiKey: 'OPENAI_API_KEY',
  telegramApiId: 'TELEGRAM_API_ID',
  telegramApiHash: 'TELEGRAM_API_HASH',
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
    lookup,
  };
}
