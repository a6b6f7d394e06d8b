import { unzipSync, type UnzipFileInfo } from 'fflate';
import { largestText, refuse, type CardRefusal } from './refusal.js';

const cardFile = 'card.json';
/** Files in an archive, and what they may come to: pictures and sounds of a character. */
const mostFiles = 5_000;
const largestContent = 512 * 1024 * 1024;
/** Text shrinks to about a fifth, JSON of one letter to a thousandth: that is no card. */
const mostRatio = 200;
/** A small file may shrink as it likes. */
const ratioFrom = 1024 * 1024;

export interface CharxContent {
  readonly ok: true;
  readonly card: string;
  /** Names of the other files: pictures, sounds, and so on. */
  readonly others: readonly string[];
}

export function isZip(bytes: Buffer): boolean {
  return bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50;
}

/** The card in a CHARX archive (Character Card V3, "CHARX"). Nothing but the card is unpacked. */
export function readCharx(bytes: Buffer): CharxContent | CardRefusal {
  const others: string[] = [];
  let content = 0;
  let bomb = false;
  const wanted = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    content += originalSize;
    if (originalSize > ratioFrom && originalSize > size * mostRatio) bomb = true;
    if (name !== cardFile) others.push(name);
    return name === cardFile && originalSize <= largestText && !bomb && others.length <= mostFiles;
  };
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: wanted });
  } catch {
    return refuse('the archive is damaged or encrypted', 'download or export it again');
  }
  if (bomb || content > largestContent) {
    return refuse(
      `the archive unpacks to far more than it holds (${Math.ceil(content / 1024 / 1024)} MB from ${Math.ceil(bytes.length / 1024)} kB)`,
      'do not use it',
    );
  }
  if (others.length > mostFiles)
    return refuse(`the archive holds more than ${mostFiles} files`, 'use the JSON');
  const code = others.find((name) =>
    /(?:^|\/)code\/|\.(?:js|mjs|lua|py|exe|sh|bat|wasm|html?)$/iu.test(name),
  );
  if (code !== undefined) {
    return refuse(`the archive brings a program (${code.slice(0, 60)})`, 'export the card without scripts');
  }
  const outside = others.find((name) => /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:/iu.test(name));
  if (outside !== undefined) return refuse('a file in the archive leads out of it', 'do not use it');
  const card = files[cardFile];
  if (card === undefined) return refuse(`the archive has no ${cardFile} of a card's size`, 'is it a CHARX?');
  return { ok: true, card: new TextDecoder().decode(card), others };
}
