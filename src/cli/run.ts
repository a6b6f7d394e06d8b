import type { Config } from '../config/config.js';
import { systemClock } from '../lib/system-clock.js';
import { humanLines } from '../observe/log-line.js';
import { createLogger, type LogFormat } from '../observe/logger.js';
import { openVault } from './frame/open-vault.js';
import { loadSettings, type SettingsOptions } from './frame/settings.js';
import { mayColour } from './terminal/screen.js';
import { print, printJson, type Surroundings } from './terminal/surroundings.js';

export interface RunOptions extends SettingsOptions {
  readonly json?: boolean;
  /** How the log is written; else what kindred.yaml says. */
  readonly log?: LogFormat;
}

/** `kindred run`: serve every account until SIGTERM. Says one line (with `--json` one object) when it is ready. */
export async function run(surroundings: Surroundings, options: RunOptions): Promise<void> {
  const { config, secrets } = loadSettings(surroundings, options);
  const { pid, host, stop, stderr } = surroundings;
  // The whole program: loaded once its settings are known to be right, so that what is wrong with them is said at once.
  const { runUntilStopped } = await import('../app/run.js');
  await runUntilStopped({
    config,
    secrets,
    vault: openVault(surroundings, config),
    clock: systemClock(),
    logger: createLogger({
      level: config.logLevel,
      destination: stderr,
      ...(isForHumans(surroundings, options, config)
        ? { form: humanLines({ colour: mayColour(surroundings, stderr) }) }
        : {}),
    }),
    pid,
    host,
    stop,
    onReady: ({ online, offline, tookMs }) => {
      if (options.json) {
        printJson(surroundings, { ready: true, pid, online, offline, tookMs: Math.round(tookMs) });
        return;
      }
      print(surroundings, `ready in ${Math.round(tookMs)} ms: ${online.join(', ') || 'no account'} online`);
      for (const { account, reason, problem } of offline) {
        print(surroundings, `not online: ${account} (${reason}); ${problem ?? remedyFor(account, reason)}`);
      }
    },
  });
}

/** Whoever sits at a terminal reads words; a file, a pipe or a service manager gets JSON, and so does who asks for JSON. */
function isForHumans({ stderr }: Surroundings, { log, json }: RunOptions, { logFormat }: Config): boolean {
  const chosen = log ?? (logFormat === 'auto' ? null : logFormat);
  if (chosen !== null) return chosen === 'human';
  return stderr.isTTY === true && json !== true;
}

function remedyFor(account: string, reason: string): string {
  if (reason.startsWith('PROXY_'))
    return 'start its proxy, or change proxy in its file; kindred keeps trying';
  const signIn = ['not-signed-in', 'AUTH_KEY_UNREGISTERED', 'SESSION_REVOKED', 'SESSION_EXPIRED'];
  return signIn.includes(reason)
    ? `run "kindred login ${account}"`
    : 'kindred keeps trying where that can help; "kindred accounts" shows the state';
}
