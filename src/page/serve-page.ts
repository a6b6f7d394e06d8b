import { createAdaptorServer } from '@hono/node-server';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Secrets } from '../config/secrets.js';
import type { Clock } from '../core/clock.js';
import { OperatorError } from '../core/failure.js';
import { readClientFiles } from './door/client-files.js';
import { placesOf } from './door/places.js';
import { SignIns } from './door/sign-ins.js';
import { pageApp } from './page-app.js';
import { Changes } from './source/changes.js';
import { Rehearsals } from './studio/rehearsals.js';
import { Comparisons } from './studio/comparisons.js';
import { Tryouts } from './studio/tryouts.js';
import { PageStore } from './source/page-store.js';

export interface ServePageParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly pid: number;
  readonly host: string;
  /** Another one than the settings say; 0 for any free one. */
  readonly port?: number;
  readonly onBroken: (cause: unknown) => void;
}

/** A page that is served. */
export interface ServedPage {
  readonly url: string;
  /** Where it listens itself, whatever stands in front of it. */
  readonly port: number;
  /** A link that signs one browser in, once. */
  newLink(): string;
  close(): Promise<void>;
}

/**
 * Serve the page over a data folder, whether a program works on it or not.
 * @throws OperatorError when its port is taken or may not be used
 */
export async function servePage(parts: ServePageParts): Promise<ServedPage> {
  const { config, clock, onBroken } = parts;
  const files = readClientFiles();
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const store = new PageStore(config.data);
  const changes = new Changes(config.data, store, clock, onBroken);
  const signIns = new SignIns(join(config.data, 'page-sessions.json'), clock);
  const { host } = config.page;
  const handle: { app: ReturnType<typeof pageApp> | null } = { app: null };
  const server = createAdaptorServer({
    fetch: (request) => handle.app?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  const wanted = parts.port ?? config.page.port;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(inWords(cause, host, wanted)));
    server.listen(wanted, host.replace(/^\[|\]$/gu, ''), () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const places = placesOf(config.page, port);
  const tryouts = new Tryouts(parts);
  const comparisons = new Comparisons(parts, tryouts);
  const rehearsals = new Rehearsals(parts);
  handle.app = pageApp({
    ...parts,
    store,
    changes,
    signIns,
    places,
    files,
    tryouts,
    comparisons,
    rehearsals,
  });
  return {
    url: places.url,
    port,
    newLink: () => `${places.url}#in=${signIns.newLink()}`,
    close: async () => {
      changes.close();
      rehearsals.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await comparisons.stop();
      await tryouts.close();
      await store.close();
    },
  };
}

function inWords(cause: NodeJS.ErrnoException, host: string, port: number): OperatorError {
  if (cause.code === 'EADDRINUSE') {
    return new OperatorError(
      `the page cannot listen on ${host} port ${port}: something listens there already`,
      'set page.port in kindred.yaml, or end the other "kindred page"',
      { cause },
    );
  }
  return new OperatorError(
    `the page cannot listen on ${host} port ${port} (${cause.code ?? 'failed'})`,
    'set page.host and page.port in kindred.yaml',
    { cause },
  );
}
