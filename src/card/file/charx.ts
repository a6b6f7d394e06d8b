import { unzipSync, type UnzipFileInfo } from 'fflate';
import { isByaf, readByaf } from './byaf.js';
import { decodeText } from './decode-text.js';
import { largestText, refuse, type CardRefusal } from './refusal.js';

const cardFile = 'card.json';
/** Names under which other programs put the character into an archive. */
const otherNames = ['character.json', 'chara.json', 'charx.json'];
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
  /** Names of those of them that are programs. */
  readonly programs: readonly string[];
  /** What was not taken, one sentence each. */
  readonly left: readonly string[];
}

const zipMark = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(zipMark);
}

/** The archive that hangs behind a picture, as RisuAI writes it; null where there is none. */
export function zipBehind(picture: Buffer): Buffer | null {
  const at = picture.indexOf(zipMark);
  return at === -1 ? null : picture.subarray(at);
}

/** The card in a CHARX archive (Character Card V3, "CHARX"). Nothing but the card is unpacked. */
export function readCharx(bytes: Buffer): CharxContent | CardRefusal {
  const listed: string[] = [];
  let content = 0;
  let bomb = false;
  const list = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    content += originalSize;
    if (originalSize > ratioFrom && originalSize > size * mostRatio) bomb = true;
    if (listed.length <= mostFiles) listed.push(name);
    return false;
  };
  let name: string | undefined;
  let files: Record<string, Uint8Array>;
  try {
    unzipSync(bytes, { filter: list });
    name = bomb ? undefined : cardAmong(listed);
    const wanted = (file: UnzipFileInfo): boolean => file.name === name && file.originalSize <= largestText;
    files = name === undefined ? {} : unzipSync(bytes, { filter: wanted });
  } catch {
    return refuse('the archive is damaged or encrypted', 'download or export it again');
  }
  if (bomb || content > largestContent) {
    return refuse(
      `the archive unpacks to far more than it holds (${Math.ceil(content / 1024 / 1024)} MB from ${Math.ceil(bytes.length / 1024)} kB)`,
      'do not use it',
    );
  }
  if (listed.length > mostFiles) {
    return refuse(`the archive holds more than ${mostFiles} files`, 'use the JSON');
  }
  const outside = listed.find((file) => /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:/iu.test(file));
  if (outside !== undefined) return refuse('a file in the archive leads out of it', 'do not use it');
  if (isByaf(listed)) {
    const byaf = readByaf(bytes, listed);
    if (byaf === null)
      return refuse('it is a Backyard archive (BYAF) whose character cannot be read', 'export it again');
    const others = listed.filter((file) => !/\.json$/iu.test(file) && !file.endsWith('/'));
    return { ok: true, ...byaf, others, programs: others.filter(isProgram) };
  }
  const document = documents.find(([mark]) => listed.includes(mark));
  if (name === undefined && document !== undefined) {
    return refuse(`it is ${document[1]} and holds no card`, 'use the PNG, WebP, JSON or CHARX of the card');
  }
  const card = name === undefined ? undefined : files[name];
  const text = card === undefined ? null : decodeText(card);
  if (text === null) return refuse(`the archive has no ${cardFile} of a card's size`, 'is it a CHARX?');
  const others = listed.filter((file) => file !== name && !file.endsWith('/'));
  return { ok: true, card: text.text, others, programs: others.filter(isProgram), left: [] };
}

/** What else is a ZIP inside, by a file that only it has. */
const documents: readonly (readonly [string, string])[] = [
  ['[Content_Types].xml', 'a document of an office program (DOCX, XLSX, PPTX)'],
  ['META-INF/container.xml', 'an e-book (EPUB)'],
  ['AndroidManifest.xml', 'an Android app (APK)'],
  ['META-INF/MANIFEST.MF', 'a Java archive (JAR)'],
  ['content.xml', 'a document of an office program (ODT, ODS)'],
];

/** The card's file: by its name, the nearest to the top; else the only JSON there is. */
function cardAmong(names: readonly string[]): string | undefined {
  const called = (wanted: string): string | undefined =>
    names
      .filter((name) => name.toLowerCase() === wanted || name.toLowerCase().endsWith(`/${wanted}`))
      .sort((a, b) => a.length - b.length)[0];
  const json = names.filter((name) => /\.json$/iu.test(name));
  return (
    [cardFile, ...otherNames].map(called).find((name) => name !== undefined) ??
    (json.length === 1 ? json[0] : undefined)
  );
}

const isProgram = (name: string): boolean =>
  /(?:^|\/)code\/|\.(?:js|mjs|lua|py|exe|sh|bat|ps1|cmd|jar|wasm|html?|svg)$/iu.test(name);
