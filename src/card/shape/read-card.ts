import { checkAgainst } from '../../config/expectation.js';
import { formatPath } from '../../config/problem.js';
import { cardData, type CardData, type CardVersion } from './card-data.js';
import { openCardFile, type CardText } from '../file/card-file.js';
import { kindOfFile, wrongEnding } from '../file/kind-of-file.js';
import { isObject, textOf, type JsonObject } from './loose-values.js';
import { personFields, somethingElse, wrappedIn } from './person-fields.js';
import { largestFile, refuse, tooLarge, type CardRefusal } from '../file/refusal.js';
import { sift, structureOf } from './sift.js';
import { valueInChunk, valueInFile } from './value-in-text.js';

export interface ReadCard {
  readonly ok: true;
  readonly version: CardVersion;
  readonly data: CardData;
  /** The card's `data` under the names of V2, without what would run; for giving it back. */
  readonly original: JsonObject;
  /** The picture the card came in, as PNG. */
  readonly image: Buffer | null;
  /** Names of files that came along and are not carried. */
  readonly files: readonly string[];
  /** What of the file could not be read or was not taken, one sentence each. */
  readonly left: readonly string[];
}

type OneCard = Pick<ReadCard, 'version' | 'data' | 'original' | 'left' | 'ok'>;

/**
 * A card from a JSON, PNG, WebP, JPEG or CHARX file, whatever its name says it is. Of several cards in one picture the
 * newest that can be read is taken. `name` is the file's, to tell where its ending is wrong.
 */
export function readCard(bytes: Buffer, name = ''): ReadCard | CardRefusal {
  if (bytes.length > largestFile) return tooLarge(largestFile);
  const kind = kindOfFile(bytes);
  const ending = wrongEnding(kind, name);
  const note = ending === null ? [] : [`the file is ${kind.called}, although its name ends in ${ending}`];
  const file = openCardFile(bytes, kind);
  if (!file.ok)
    return ending === null ? file : refuse(`${file.why} (its name ends in ${ending})`, file.remedy);
  const left: string[] = [];
  let first: CardRefusal | null = null;
  for (const text of file.texts) {
    const card = cardIn(text);
    if (card.ok) {
      const { image, files } = file;
      return { ...card, image, files, left: [...note, ...file.left, ...left, ...card.left] };
    }
    first ??= card;
    left.push(`the card under "${text.where.slice(0, 20)}" was passed over: ${card.why}`);
  }
  if (file.damage !== null) return refuse(file.damage, 'download or export it again');
  return first ?? refuse('it is not a card', 'use a file that a card editor exported');
}

function cardIn({ bytes, inPicture }: CardText): OneCard | CardRefusal {
  const read = inPicture ? valueInChunk(bytes) : valueInFile(bytes);
  if (!read.ok) return read;
  const card = cardFromValue(read.value);
  return card.ok ? { ...card, left: [...read.left, ...card.left] } : card;
}

/** A card in a value, in any of the shapes programs write. */
function cardFromValue(value: unknown): OneCard | CardRefusal {
  const trouble = structureOf(value);
  if (trouble !== null) return trouble;
  const other = somethingElse(value);
  if (other !== null) return refuse(`it is ${other.is}`, other.remedy);
  if (Array.isArray(value))
    return refuse(`it is a list of ${value.length} and not one card`, 'bring them one by one');
  if (!isObject(value)) return refuse('it is not a card: the JSON is no object', 'use an exported card');
  const { inner, isWrapped } = wrappedIn(value);
  const sifted = sift(personFields(inner, value));
  if (!sifted.ok) return sifted;
  const checked = checkAgainst(cardData, sifted.data);
  if (!checked.ok) {
    const [wrong] = checked.mismatches;
    const where = wrong === undefined ? 'data' : formatPath(['data', ...wrong.path]);
    return refuse(
      `${where}: expected ${wrong?.expected ?? 'a card'}, got ${wrong?.got ?? 'something else'}`,
      'is it a character card?',
    );
  }
  return {
    ok: true,
    version: versionOf(value, isWrapped),
    data: checked.value,
    original: sifted.data,
    left: [...sifted.left, ...unreadable(sifted.data, checked.value)],
  };
}

function versionOf(card: JsonObject, isWrapped: boolean): CardVersion {
  const isThird = card['spec'] === 'chara_card_v3' || textOf(card['spec_version']).startsWith('3');
  return isThird ? 'V3' : isWrapped ? 'V2' : 'V1';
}

/** Fields that hold something, but nothing that can be read as what belongs there. */
function unreadable(original: JsonObject, data: CardData): readonly string[] {
  return Object.entries(data).flatMap(([field, value]) => {
    const given = original[field];
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    const said = typeof given === 'object' && given !== null && Object.keys(given).length > 0;
    return isEmpty && said ? [`${field}: could not be read as text, so it was not taken`] : [];
  });
}
