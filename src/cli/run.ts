import type { Config } from '../config/config.js';
import { readEnvironment } from '../config/env.js';
import { systemdNotify } from '../lib/service-manager.js';
import { systemClock } from '../lib/system-clock.js';
import {
  serviceNotTold,
  settingsAtRestart,
  settingsBroken,
  settingsLive,
  somethingBroke,
} from '../observe/events.js';
import { humanLines } from '../observe/log-line.js';
import { createLogger, type LogFormat, type Logger } from '../observe/logger.js';
import { pageHandlers } from '../page/page-handlers.js';
import { startPageThread, type PageThread } from '../page/start-page-thread.js';
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
  const { LiveConfig } = await import('../app/composition/live-config.js');
  const { Service } = await import('../app/composition/service.js');
  const clock = systemClock();
  const logger = createLogger({
    level: config.logLevel,
    destination: stderr,
    ...(isForHumans(surroundings, options, config)
      ? { form: humanLines({ colour: mayColour(surroundings, stderr) }) }
      : {}),
  });
  const { service } = readEnvironment(surroundings.env);
  const page = config.page.isServedByRun ? startPage(surroundings, options, logger) : Promise.resolve(null);
  try {
    await runUntilStopped({
      config,
      secrets,
      vault: openVault(surroundings, config),
      clock,
      logger,
      live: new LiveConfig({
        config,
        reread: () => loadSettings(surroundings, options).config,
        report: {
          changed: ({ live, atRestart }, next) => {
            logger.setLevel(next.logLevel);
            for (const kind of live) settingsLive(logger, { kind });
            for (const kind of atRestart) settingsAtRestart(logger, { kind });
          },
          broken: () => settingsBroken(logger),
        },
      }),
      onReload: (listener) => surroundings.onReload?.(listener) ?? (() => undefined),
      service:
        service === undefined
          ? null
          : new Service({
              manager: systemdNotify(),
              clock,
              watchdogMs: service.watchdogMs,
              onError: (cause) => serviceNotTold(logger, { cause }),
            }),
      pid,
      host,
      stop,
      handlers: pageHandlers(page),
      onReady: ({ online, offline, tookMs }) => {
        if (options.json) {
          printJson(surroundings, { ready: true, pid, online, offline, tookMs: Math.round(tookMs) });
          return;
        }
        print(surroundings, `ready in ${Math.round(tookMs)} ms: ${online.join(', ') || 'no account'} online`);
        for (const { account, reason, problem } of offline) {
          print(surroundings, `not online: ${account} (${reason}); ${problem ?? remedyFor(account, reason)}`);
        }
        printLink(surroundings, page);
      },
    });
  } finally {
    await (await page)?.close();
  }
}

/** A page that cannot be served stops nobody's talk: that it is not there is said, and the run goes on. */
async function startPage(
  surroundings: Surroundings,
  options: RunOptions,
  logger: Logger,
): Promise<PageThread | null> {
  const { cwd: home, env, pid, host } = surroundings;
  try {
    return await startPageThread(
      { home, env, configFile: options.config, pid, host },
      systemClock(),
      (cause) => somethingBroke(logger, { part: 'page', cause }),
    );
  } catch (cause) {
    somethingBroke(logger, { part: 'page', cause });
    if (!options.json)
      print(surroundings, `no page: ${cause instanceof Error ? cause.message : String(cause)}`);
    return null;
  }
}

/** At a terminal only: a link that opens the page has no business in a file. */
function printLink(surroundings: Surroundings, page: Promise<PageThread | null>): void {
  page
    .then(async (served) => {
      if (served === null) return;
      print(
        surroundings,
        surroundings.stdout.isTTY === true
          ? `the page, open this once: ${await served.newLink()}`
          : `the page is at ${served.url}; "kindred page" prints a link into it`,
      );
    })
    .catch((cause: unknown) => print(surroundings, `no link into the page: ${String(cause)}`));
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
