import { formatPath, type FieldPath } from '../config/problem.js';
import { checkAgainst } from '../config/expectation.js';
import { cardData, type CardData, type CardVersion } from './card-data.js';
import { activeContent } from './active-content.js';
import { isZip, readCharx } from './charx.js';
import { isPng, readPng } from './png.js';
import { largestFile, largestText, refuse, type CardRefusal } from './refusal.js';

export interface ReadCard {
  readonly ok: true;
  readonly version: CardVersion;
  readonly data: CardData;
  /** The card's `data` as it came, for giving it back. */
  readonly original: Readonly<Record<string, unknown>>;
  /** The picture the card came in. */
  readonly image: Buffer | null;
  /** Names of files that came along and are not carried. */
  readonly files: readonly string[];
}

/** Deeper than any card; deeper JSON is made to exhaust a stack. */
const deepest = 40;

/** A card from a JSON, PNG or CHARX file, whatever its name says it is. */
export function readCard(bytes: Buffer): ReadCard | CardRefusal {
  if (bytes.length > largestFile) return tooLarge(largestFile);
  if (isPng(bytes)) {
    const png = readPng(bytes);
    if (!png.ok) return png;
    const packed = png.texts.get('ccv3') ?? png.texts.get('chara');
    if (packed === undefined) {
      return refuse(
        'the picture holds no card',
        'export it as a card: messengers and image hosts remove the text in it',
      );
    }
    const json = fromBase64(packed);
    return json === null
      ? refuse('the card in the picture is not readable', 'export it again')
      : fromJson(json, { image: png.image, files: [] });
  }
  if (isZip(bytes)) {
    const charx = readCharx(bytes);
    return charx.ok ? fromJson(charx.card, { image: null, files: charx.others }) : charx;
  }
  return fromJson(bytes.toString('utf8'), { image: null, files: [] });
}

function fromBase64(packed: string): string | null {
  const clean = packed.replace(/\s+/gu, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/u.test(clean)) return null;
  return Buffer.from(clean, 'base64').toString('utf8');
}

function fromJson(json: string, came: Pick<ReadCard, 'image' | 'files'>): ReadCard | CardRefusal {
  if (json.length > largestText) return tooLarge(largestText);
  let card: unknown;
  try {
    card = JSON.parse(json.replace(/^\uFEFF/u, ''));
  } catch {
    return refuse('it is not a card: no JSON, PNG or CHARX', 'use a file that a card editor exported');
  }
  if (!isObject(card)) return refuse('it is not a card: the JSON is no object', 'use an exported card');
  const trouble = examine(card);
  if (trouble !== null) return trouble;
  const { version, original } = unwrap(card);
  const checked = checkAgainst(cardData, original);
  if (!checked.ok) {
    const [first] = checked.mismatches;
    const where = first === undefined ? 'data' : formatPath(['data', ...first.path]);
    return refuse(
      `${where}: expected ${first?.expected ?? 'a card'}, got ${first?.got ?? 'something else'}`,
      'is it a character card?',
    );
  }
  return { ok: true, version, data: checked.value, original, ...came };
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Field names of a dialect of V1 that other tools wrote. */
const otherNames: Readonly<Record<string, string>> = {
  char_name: 'name',
  char_persona: 'description',
  world_scenario: 'scenario',
  char_greeting: 'first_mes',
  example_dialogue: 'mes_example',
};

function unwrap(card: JsonObject): { readonly version: CardVersion; readonly original: JsonObject } {
  if (isObject(card['data']) && typeof card['data']['name'] === 'string') {
    return { version: card['spec'] === 'chara_card_v3' ? 'V3' : 'V2', original: card['data'] };
  }
  const entries = Object.entries(card).map(([key, value]) => {
    const name = otherNames[key] ?? key;
    return name !== key && Object.hasOwn(card, name) ? [key, value] : [name, value];
  });
  return { version: 'V1', original: Object.fromEntries(entries) as JsonObject };
}

/** What must not be in a card at all, wherever it stands. */
function examine(card: JsonObject): CardRefusal | null {
  const waiting: { readonly value: unknown; readonly path: FieldPath }[] = [{ value: card, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (path.length > deepest) return refuse('it is nested too deeply to be a card', 'do not use it');
    if (typeof value === 'string') {
      const found = activeContent(value);
      if (found !== null) {
        return refuse(`${formatPath(path)}: holds ${found}`, 'remove it in the editor the card came from');
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === '__proto__' || (key === 'constructor' && isObject(inner))) {
          return refuse(`${formatPath(path)}: has a field named ${key}`, 'do not use it');
        }
        if (scripted.has(key) && hasContent(inner)) {
          return refuse(`${formatPath([...path, key])}: holds a script`, 'export the card without scripts');
        }
        waiting.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] });
      }
    }
  }
  return null;
}

/** Extensions of other programs that hold code to run: RisuAI's triggers, SillyTavern helper scripts. */
const scripted = new Set(['triggerscript', 'virtualscript', 'tavern_helper', 'TavernHelper_scripts']);

const hasContent = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'object' &&
      value !== null &&
      Object.values(value).some((inner) => inner === true || hasContent(inner));

function tooLarge(most: number): CardRefusal {
  return refuse(`it is larger than ${most / 1024 / 1024} MB`, 'export it without pictures and sounds');
}
