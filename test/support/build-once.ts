import { execFileSync } from 'node:child_process';

/**
 * Tests that start the real program run `bin/kindred.js`, so `dist/` must be what `src/` says. Whether its types are
 * right is asked by `npm run check:types` and `npm run build`; here it would take half a minute before the first test.
 */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build', '--', '--noCheck'], { stdio: 'inherit' });
}
