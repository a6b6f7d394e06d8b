import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOggOpus } from '../../media/sound/ogg.js';
import { sniff } from '../../media/sniff.js';

/** A file that was dragged into the terminal, and what it goes as. */
export interface DroppedFile {
  readonly as: 'photo' | 'voice' | 'document';
  readonly bytes: Buffer;
  readonly name: string;
  readonly seconds: number;
}

const mostBytes = 10_000_000;
/** A text goes only by a name that says it is one: a path that was typed to talk about it is a message. */
const textName = /\.(?:txt|md|csv|json|ya?ml)$/iu;
/** 20 ms each, as every program makes voice messages. */
const packetSeconds = 0.02;

/**
 * The file that a line names and nothing else; null where it is a message. Terminals write a dropped path in quotes, with
 * backslashes before blanks, or as a file URL.
 */
export function droppedFile(line: string): DroppedFile | null {
  const path = pathIn(line.trim());
  if (path === null) return null;
  try {
    const about = statSync(path);
    if (!about.isFile() || about.size === 0 || about.size > mostBytes) return null;
    const bytes = readFileSync(path);
    const name = basename(path);
    switch (sniff(bytes)) {
      case 'jpeg':
      case 'png':
      case 'webp':
      case 'gif':
        return { as: 'photo', bytes, name, seconds: 0 };
      case 'ogg-opus':
        return { as: 'voice', bytes, name, seconds: lengthOf(bytes) };
      case 'text':
        return textName.test(name) ? { as: 'document', bytes, name, seconds: 0 } : null;
      case 'mp4':
      case null:
        return null;
    }
  } catch {
    return null;
  }
}

function lengthOf(bytes: Buffer): number {
  return Math.max(1, Math.round((readOggOpus(bytes)?.packets.length ?? 0) * packetSeconds));
}

function pathIn(line: string): string | null {
  const quoted = /^'([^']+)'$|^"([^"]+)"$/u.exec(line);
  const bare = quoted?.[1] ?? quoted?.[2] ?? line.replace(/\\(.)/gu, '$1');
  if (bare.startsWith('file://')) {
    try {
      return fileURLToPath(bare);
    } catch {
      return null;
    }
  }
  return isAbsolute(bare) ? bare : null;
}
