import { isZip, readCharx, zipBehind } from './charx.js';
import { kindOfFile, type KindOfFile } from './kind-of-file.js';
import { jpegWords, webpWords } from './picture-words.js';
import { readPng, type PictureText } from './png.js';
import { refuse, type CardRefusal } from './refusal.js';

/** A text in which a card may stand. */
export interface CardText {
  /** The keyword in a picture; empty for a file of text. */
  readonly where: string;
  readonly bytes: Buffer;
  readonly inPicture: boolean;
}

export interface OpenedFile {
  readonly ok: true;
  /** The likeliest first; at least one. */
  readonly texts: readonly CardText[];
  readonly image: Buffer | null;
  readonly files: readonly string[];
  readonly left: readonly string[];
  /** What is wrong with the picture, in words; it matters where no card can be read. */
  readonly damage: string | null;
}

/** Texts that are looked into, when a picture has many. */
const mostTexts = 12;

/** What a file holds in which a card may stand, by what it is and not by its name. */
export function openCardFile(bytes: Buffer, kind: KindOfFile = kindOfFile(bytes)): OpenedFile | CardRefusal {
  switch (kind.kind) {
    case 'PNG':
      return openPng(bytes);
    case 'CHARX':
      return openArchive(bytes);
    case 'WebP':
    case 'JPEG':
      return openPicture(bytes, kind);
    case 'text':
      return { ...nothingElse, texts: [{ where: '', bytes, inPicture: false }] };
    case 'other':
      return refuse(
        `it is ${kind.called} and holds no card`,
        remedies[kind.called] ?? 'use the PNG, WebP, JSON or CHARX of the card',
      );
  }
}

const nothingElse = { ok: true, image: null, files: [], left: [], damage: null } as const;

const remedies: Readonly<Record<string, string>> = {
  'a web page': 'the site gave its page and not the file: download the card with its own button',
  empty: 'download it again',
  'a gzip archive': 'unpack it first',
  'a RAR archive': 'unpack it first',
  'a 7z archive': 'unpack it first',
  'a TAR archive': 'unpack it first',
  'a packed file': 'unpack it first',
};

function openPng(bytes: Buffer): OpenedFile | CardRefusal {
  const png = readPng(bytes);
  if (!png.ok) return png;
  const texts = [...png.texts].sort((a, b) => rank(a) - rank(b)).slice(0, mostTexts);
  if (!texts.some((text) => rank(text) < 2)) {
    const archive = openBehind(bytes);
    if (archive !== null) return { ...archive, image: png.image };
    if (!texts.some(mayBeCard)) {
      return png.damage === null ? noCard('the picture') : refuse(png.damage, 'download or export it again');
    }
  }
  return {
    ...nothingElse,
    texts: texts
      .filter((text) => rank(text) < 2 || mayBeCard(text))
      .map(({ keyword, bytes: text }) => ({ where: keyword.trim(), bytes: text, inPicture: true })),
    image: png.image,
    left:
      png.damage === null
        ? []
        : [
            `${png.damage}; the card in it is whole`,
            ...(png.image === null ? ['the picture was not kept'] : []),
          ],
    damage: png.image === null ? png.damage : null,
  };
}

/** Newest first: V3 before the older card beside it, whatever stands under other names last. */
function rank({ keyword }: PictureText): number {
  const name = keyword.trim().toLowerCase();
  return /^ccv\d$/u.test(name) ? 0 : name === 'chara' ? 1 : 2;
}

/** Whether a text under a name of its own may be a card: JSON or base64 of JSON ("{" and a quote or white space). */
const mayBeCard = ({ bytes }: PictureText): boolean =>
  /^\s*(?:\{|eyJ|ewo|ewog|eyA|\d{2,3},)/u.test(bytes.toString('latin1', 0, 40)) && bytes.length > 40;

function openPicture(bytes: Buffer, kind: KindOfFile): OpenedFile | CardRefusal {
  const words = kind.kind === 'WebP' ? webpWords(bytes) : jpegWords(bytes);
  const texts = words
    .map((text) => ({ keyword: 'Exif', bytes: text }))
    .filter(isWords)
    .slice(0, mostTexts);
  const left = [`the picture is ${kind.called}, and only PNG pictures are kept`];
  if (texts.length > 0) {
    return {
      ...nothingElse,
      texts: texts.map(({ keyword, bytes: text }) => ({ where: keyword, bytes: text, inPicture: true })),
      left,
    };
  }
  const archive = openBehind(bytes);
  return archive === null ? noCard(kind.called) : { ...archive, left: [...left, ...archive.left] };
}

/** Long enough for a card; in UTF-16 too. */
const isWords = ({ bytes }: PictureText): boolean =>
  bytes.length > 30 &&
  /^[\s\0]*(?:[{[\ufeff]|[\xff\xfe]{2}|[A-Za-z0-9+/]{4}|\d{1,3}\s?,|data:|%7b)/iu.test(
    bytes.toString('latin1', 0, 40),
  );

const noCard = (what: string): CardRefusal =>
  refuse(
    what === 'the picture' ? 'the picture holds no card' : `it is ${what} and holds no card`,
    'export it as a card: messengers and image hosts remove the text in it',
  );

function openBehind(picture: Buffer): OpenedFile | null {
  const behind = zipBehind(picture);
  const archive = behind === null ? null : openArchive(behind);
  return archive?.ok === true ? archive : null;
}

function openArchive(bytes: Buffer): OpenedFile | CardRefusal {
  if (!isZip(bytes)) return refuse('the archive is damaged or encrypted', 'download or export it again');
  const charx = readCharx(bytes);
  if (!charx.ok) return charx;
  const { card, others, programs, left } = charx;
  return {
    ...nothingElse,
    texts: [{ where: '', bytes: Buffer.from(card, 'utf8'), inPicture: false }],
    files: others,
    left: [
      ...left,
      ...(programs.length === 0
        ? []
        : [`programs in the archive were not taken (${programs.slice(0, 3).join(', ').slice(0, 120)})`]),
    ],
  };
}
