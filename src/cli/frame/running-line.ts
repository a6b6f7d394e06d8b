import type { Running } from '../../app/views/running.js';

export function runningLine(running: Running): string {
  if (running === null) return 'kindred run is not at work: this is how it was left.';
  if ('trouble' in running) return `kindred run is at work, but did not say how it is: ${running.trouble}`;
  const { pid, store } = running;
  return store.state === 'ok'
    ? `kindred run is at work (pid ${pid}) and its store takes writes.`
    : `kindred run is at work (pid ${pid}), but its store takes no writes (${store.state}, ${store.code}): nothing is taken in or sent.`;
}
