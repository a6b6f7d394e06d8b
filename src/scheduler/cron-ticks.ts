import { schedule } from 'node-cron';
import type { Ticks } from './ticks.js';

/** Once a minute, at a second that few other programs of the world choose. */
const everyMinute = '17 * * * * *';

/**
 * Ticks by the machine's clock in UTC, where every minute comes once. In local time the hour from 02:00 to 03:00 of the
 * autumn change came twice and node-cron 4 fired in neither pass. node-cron skips what a suspended machine has missed instead of making up for it,
 * and begins no tick while one is at work, which is what a scan needs: it finds by itself what fell due meanwhile.
 */
export function cronTicks(onError: (cause: unknown) => void): Ticks {
  return {
    start(tick) {
      const task = schedule(everyMinute, () => tick().catch(onError), {
        timezone: 'Etc/UTC',
        noOverlap: true,
        suppressMissedWarning: true,
        unref: true,
      });
      return {
        stop: () => {
          Promise.resolve(task.destroy()).catch(onError);
        },
      };
    },
  };
}
