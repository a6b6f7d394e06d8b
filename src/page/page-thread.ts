import { parentPort, workerData } from 'node:worker_threads';
import { readEnvironment } from '../config/env.js';
import { loadConfig } from '../config/load.js';
import { systemClock } from '../lib/system-clock.js';
import { servePage } from './serve-page.js';
import type { PageThreadData, ToPageThread, FromPageThread } from './start-page-thread.js';

/** The page in a thread of its own: what it reads and draws up takes no time of the program that talks with people. */
const { home, env, configFile, pid, host } = workerData as PageThreadData;
const tell = (message: FromPageThread): void => parentPort?.postMessage(message);

try {
  const page = await servePage({
    ...loadConfig({ home, environment: readEnvironment(env), configFile }),
    clock: systemClock(),
    pid,
    host,
    onBroken: (cause) => tell({ kind: 'broken', cause }),
  });
  parentPort?.on('message', (message: ToPageThread) => {
    if (message.kind === 'link') {
      tell({ kind: 'link', id: message.id, link: page.newLink() });
      return;
    }
    page
      .close()
      .catch((cause: unknown) => tell({ kind: 'broken', cause }))
      .finally(() => parentPort?.close())
      .catch((cause: unknown) => tell({ kind: 'broken', cause }));
  });
  tell({ kind: 'served', url: page.url });
} catch (cause) {
  tell({ kind: 'refused', problem: cause instanceof Error ? cause.message : String(cause) });
  parentPort?.close();
}
