import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One change of the built program's text. */
export interface Patch {
  /** Below `dist`. */
  readonly file: string;
  /** Must occur exactly once. */
  readonly find: RegExp;
  /** As for `String.replace`: `$&` and `$1` work. */
  readonly put: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * A copy of the built program with patches applied; the packages are shared.
 * @throws when a patch does not find its place: the program changed and the planted bug has to follow.
 */
export function patchedProgram(patches: readonly Patch[]): {
  readonly program: string;
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-planted-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of ['dist', 'bin', 'assets', 'package.json']) {
      cpSync(join(root, name), join(folder, name), {
        recursive: true,
        // Without the bundle the program runs from the files that are patched.
        filter: (from) => !/\.(?:map|tsbuildinfo)$|\/dist\/bundle$/u.test(from),
      });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const patch of patches) applyPatch(join(folder, 'dist', patch.file), patch);
    return { program: join(folder, 'bin', 'kindred.js'), remove };
  } catch (cause) {
    remove();
    throw cause;
  }
}

/**
 * Look whether patches find their places in the built program, without a copy of it.
 * @throws as `patchedProgram` does.
 */
export function findPlaces(patches: readonly Patch[]): void {
  for (const patch of patches) placed(join(root, 'dist', patch.file), patch);
}

function applyPatch(file: string, patch: Patch): void {
  writeFileSync(file, placed(file, patch));
}

function placed(file: string, { find, put, file: name }: Patch): string {
  const text = readFileSync(file, 'utf8');
  const places = [...text.matchAll(new RegExp(find, `${find.flags.replace('g', '')}g`))].length;
  if (places !== 1)
    throw new Error(`the planted bug found its place in ${name} ${places} times: ${find.source}`);
  return text.replace(find, put);
}
