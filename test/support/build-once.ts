import { execFileSync } from 'node:child_process';

/** Tests that start the real program run `bin/kindred.js`, so `dist/` must be what `src/` says. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
