// Writes docs/cli.md from the program's own help: `npm run docs:cli`.
import { writeFileSync } from 'node:fs';
import { buildCommands } from '../dist/cli/program.js';
import { commandReference } from '../dist/cli/reference.js';

const nowhere = { write: () => true };
writeFileSync(
  new URL('../docs/cli.md', import.meta.url),
  commandReference(buildCommands({ stdout: nowhere, stderr: nowhere })),
);
