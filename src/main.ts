import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { readEnvironment } from './config/env.js';
import { findHome } from './config/find-home.js';
import { runProgram } from './cli/program.js';

/** The only file that touches `process`: signals in, exit code out. */
const stop = new AbortController();
const hungUp = new AbortController();
/** Asked at the start: once the terminal is gone, nothing tells any more that there was one. */
const hadTerminal =
  process.stdin.isTTY === true || process.stdout.isTTY === true || process.stderr.isTTY === true;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal means now: what was not committed is found again at the next start.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}
const reloading = new Set<() => void>();
// The terminal is gone: with one, that ends the program in order; without one (a service, nohup) the settings are read
// anew. Never is it a death at any moment, which Node's own answer is.
process.on('SIGHUP', () => {
  if (!hadTerminal) {
    for (const listener of reloading) listener();
    return;
  }
  hungUp.abort();
  stop.abort();
});
// A reader that goes away (`kindred turn list | head`) ends the program quietly.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    // The terminal that was written to is gone: its hangup ends the program in order.
    if (error.code === 'EIO') return;
    throw error;
  });
}

// What people wrote is as private as the sessions: files made from here on are their owner's only.
process.umask(0o077);

// What the environment says already goes before what the file says.
const home = findHome(process.cwd(), readEnvironment(process.env)).folder;
for (const file of new Set([resolve('.env'), join(home, '.env')])) {
  if (existsSync(file)) process.loadEnvFile(file);
}

process.exitCode = await runProgram(process.argv, {
  env: process.env,
  cwd: process.cwd(),
  pid: process.pid,
  host: hostname(),
  node: process.versions.node,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
  onReload: (listener) => {
    reloading.add(listener);
    return () => void reloading.delete(listener);
  },
  residentBytes: () => process.memoryUsage().rss,
});

// Node resets the terminal as it exits, and aborts with a dump where that is gone: so end by the signal itself.
if (hungUp.signal.aborted) {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

// GramJS leaves timers behind that would hold the process for up to ten seconds (TELEGRAM 1.5.6).
setTimeout(() => process.exit(), 3_000).unref();
