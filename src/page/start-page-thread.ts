import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../core/clock.js';
import { OperatorError } from '../core/failure.js';
import type { ServedPage } from './serve-page.js';

/** What the thread loads its settings from. */
export interface PageThreadData {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly configFile: string | undefined;
  readonly pid: number;
  readonly host: string;
}

export type ToPageThread = { readonly kind: 'link'; readonly id: number } | { readonly kind: 'close' };

export type FromPageThread =
  | { readonly kind: 'served'; readonly url: string }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'link'; readonly id: number; readonly link: string }
  | { readonly kind: 'broken'; readonly cause: unknown };

/** A page that another thread serves. */
export interface PageThread extends Pick<ServedPage, 'url' | 'close'> {
  newLink(): Promise<string>;
}

/** How long a page may take to end before its thread is ended. */
const graceMs = 1_000;

/**
 * Serve the page in a thread of its own.
 * @throws OperatorError when it cannot be served
 */
export async function startPageThread(
  data: PageThreadData,
  clock: Pick<Clock, 'sleep'>,
  onBroken: (cause: unknown) => void,
): Promise<PageThread> {
  const thread = new Worker(threadFile(), { workerData: { ...data, env: { ...data.env } }, stdout: true });
  const links = new Map<number, (link: string) => void>();
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    thread.once('error', reject);
    thread.once('exit', () => reject(new OperatorError('the page ended before it was served')));
    thread.on('message', (message: FromPageThread) => {
      switch (message.kind) {
        case 'served':
          return resolve(message.url);
        case 'refused':
          return reject(new OperatorError(message.problem));
        case 'link':
          links.get(message.id)?.(message.link);
          links.delete(message.id);
          return undefined;
        case 'broken':
          return onBroken(message.cause);
      }
    });
  });
  thread.on('error', onBroken);
  // The page never holds the program back.
  thread.unref();
  let asked = 0;
  return {
    url,
    newLink: () =>
      new Promise((resolve) => {
        asked += 1;
        links.set(asked, resolve);
        thread.postMessage({ kind: 'link', id: asked } satisfies ToPageThread);
      }),
    close: async () => {
      thread.postMessage({ kind: 'close' } satisfies ToPageThread);
      await Promise.race([ended, clock.sleep(graceMs)]);
      await thread.terminate();
    },
  };
}

/** Compiled: a thread does not start from the source. */
function threadFile(): string {
  const file = fileURLToPath(new URL('../../dist/page/page-thread.js', import.meta.url));
  if (!existsSync(file)) throw new OperatorError('the page was not built', 'run "npm run build"');
  return file;
}
