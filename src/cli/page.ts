import { createInterface } from 'node:readline';
import { askRunning } from '../app/orders/control-socket.js';
import { OperatorError } from '../core/failure.js';
import { systemClock } from '../lib/system-clock.js';
import type { PageLink } from '../page/page-handlers.js';
import { servePage } from '../page/serve-page.js';
import { loadSettings, type SettingsOptions } from './frame/settings.js';
import { print, printJson, type Surroundings } from './terminal/surroundings.js';

export interface PageOptions extends SettingsOptions {
  readonly json?: boolean;
  /** Another one than the settings say. */
  readonly port?: number;
}

/**
 * `kindred page`: a link into the page that the running program serves, or, where it serves none, the page itself until
 * stopped.
 */
export async function page(surroundings: Surroundings, options: PageOptions): Promise<void> {
  const { config, secrets } = loadSettings(surroundings, options);
  const link = await linkOfRunning(config.data);
  if (link !== null) {
    if (options.json) printJson(surroundings, { link, servedBy: 'run' });
    else print(surroundings, `kindred run serves the page. Open this once, within 15 minutes:\n${link}`);
    return;
  }
  const { pid, host, stop, stdin, stderr } = surroundings;
  const served = await servePage({
    config,
    secrets,
    clock: systemClock(),
    pid,
    host,
    ...(options.port === undefined ? {} : { port: options.port }),
    onBroken: (cause) => {
      stderr.write(`kindred: the page broke: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    },
  });
  try {
    if (options.json) printJson(surroundings, { link: served.newLink(), servedBy: 'page' });
    else {
      print(surroundings, `The page is at ${served.url}. Open this once, within 15 minutes:`);
      print(surroundings, served.newLink());
      print(
        surroundings,
        config.page.allow === 'write'
          ? 'It may change things (page.allow in kindred.yaml).'
          : 'It only looks; "page: { allow: write }" in kindred.yaml lets it change things.',
      );
    }
    if (stdin.isTTY === true && !options.json) {
      print(surroundings, 'Enter prints another link, Ctrl+C ends the page.');
      const lines = createInterface({ input: stdin });
      lines.on('line', () => print(surroundings, served.newLink()));
      stop.addEventListener('abort', () => lines.close());
    }
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve());
    });
  } finally {
    await served.close();
  }
}

/** Null where no program is at work, or it serves no page, or is too old to know of one. */
async function linkOfRunning(dataDir: string): Promise<string | null> {
  try {
    const answered = (await askRunning(dataDir, 'page-link', {})) as PageLink | null;
    return answered?.link ?? null;
  } catch (cause) {
    if (cause instanceof OperatorError) return null;
    throw cause;
  }
}
