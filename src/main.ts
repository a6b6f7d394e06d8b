import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { runProgram } from './cli/program.js';

/** The only file that touches `process`: signals in, exit code out. */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal means now: what was not committed is found again at the next start.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}
// A reader that goes away (`kindred turn list | head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// What people wrote is as private as the sessions: files made from here on are their owner's only.
process.umask(0o077);

// What the environment says already goes before what the file says.
if (existsSync('.env')) process.loadEnvFile('.env');

process.exitCode = await runProgram(process.argv, {
  env: process.env,
  cwd: process.cwd(),
  pid: process.pid,
  host: hostname(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
  residentBytes: () => process.memoryUsage().rss,
});

// GramJS leaves timers behind that would hold the process for up to ten seconds (TELEGRAM 1.5.6).
setTimeout(() => process.exit(), 3_000).unref();
