import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { OperatorError } from '../../core/failure.js';
import { hashOf } from './secrets.js';

export interface ClientFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly gzipped: Uint8Array<ArrayBuffer>;
  readonly tag: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Where the build puts what browsers get; the same seen from the source and from what was built of it. */
function clientFolder(): string {
  const folder = fileURLToPath(new URL('../../../dist/page/client/', import.meta.url));
  if (!existsSync(join(folder, 'app.js'))) {
    throw new OperatorError('the page was not built', 'run "npm run build"');
  }
  return folder;
}

/** Everything the page is made of, by name: read once, so that no request ever names a file of this machine. */
export function readClientFiles(): ReadonlyMap<string, ClientFile> {
  const folder = clientFolder();
  return new Map(
    readdirSync(folder)
      .filter((name) => Object.hasOwn(types, extname(name)))
      .map((name) => {
        const body = new Uint8Array(readFileSync(join(folder, name)));
        const gzipped = new Uint8Array(gzipSync(body));
        const tag = `"${hashOf(Buffer.from(body).toString('latin1')).slice(0, 16)}"`;
        return [name, { type: types[extname(name)] ?? '', body, gzipped, tag }];
      }),
  );
}
