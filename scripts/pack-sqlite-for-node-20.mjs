// Makes vendor/kindred-sqlite-for-node-20-1.0.0.tgz from the folder beside it: `npm run vendor:pack [-- folder]`.
// By hand and not by `npm pack`, so that the bytes, whose checksum the lock file holds, are the same on every machine:
// fixed owners and times, and a gzip that stores without compressing (compressors differ from version to version).
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const source = new URL('../vendor/sqlite-for-node-20/', import.meta.url);
const target = process.argv[2] ?? new URL('../vendor/', import.meta.url);
const files = ['index.cjs', 'package.json'];

const blockBytes = 512;
/** npm's own date for packed files: 1985-10-26, 08:15 UTC. */
const packedAt = 499162500;
/** What the tenth byte of a gzip header calls the system; 255 is "unknown". */
const systemByte = 9;

const { name, version } = JSON.parse(readFileSync(new URL('package.json', source), 'utf8'));
const archive = gzipSync(Buffer.concat([...files.flatMap(entry), Buffer.alloc(2 * blockBytes)]), {
  level: 0,
});
archive[systemByte] = 255;
const path =
  typeof target === 'string' ? `${target}/${name}-${version}.tgz` : new URL(`${name}-${version}.tgz`, target);
writeFileSync(path, archive);

/** One file as the ustar format of POSIX.1-1988 has it: a header block, then the bytes, filled up to whole blocks. */
function entry(file) {
  const bytes = readFileSync(new URL(file, source));
  const header = Buffer.alloc(blockBytes);
  const octal = (value, digits) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(`package/${file}`, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(bytes.length, 11), 124);
  header.write(octal(packedAt, 11), 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, bytes, Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)];
}
