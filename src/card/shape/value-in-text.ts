import { z } from 'zod';
import { parseYamlText } from '../../config/yaml-file.js';
import { decodeText } from '../file/decode-text.js';
import { parseLenient } from './lenient-json.js';
import { isObject } from './loose-values.js';
import { unpackText } from '../file/packed-text.js';
import { largestText, refuse, tooLarge, type CardRefusal } from '../file/refusal.js';

export type ValueInText =
  { readonly ok: true; readonly value: unknown; readonly left: readonly string[] } | CardRefusal;

/** Shorter text in base64 is a word and no card. */
const leastPacked = 60;

/** The value in a text that stands in a picture. */
export function valueInChunk(bytes: Uint8Array): ValueInText {
  const unpacked = unpackText(bytes);
  if (!unpacked.ok)
    return refuse(`the card in the picture is not readable: ${unpacked.why}`, 'export it again');
  const value = valueInJson(unpacked.json, unpacked.assumed);
  return value ?? refuse('the card in the picture is not readable: it is no whole JSON', 'export it again');
}

/** The value in a file of text: JSON, or YAML as text-generation-webui writes it, in any encoding. */
export function valueInFile(bytes: Uint8Array): ValueInText {
  const decoded = decodeText(bytes);
  if (decoded === null) {
    return refuse('its letters are in an encoding that cannot be told', 'save it as UTF-8');
  }
  const text = decoded.text.trim();
  if (text.length > largestText) return tooLarge(largestText);
  const looksLikeJson = /^(?:[{["]|```|\/[/*])/u.test(text);
  const unpacked = !looksLikeJson && text.length >= leastPacked ? unpackText(bytes) : null;
  const json = unpacked?.ok === true ? unpacked.json : text;
  const value =
    valueInJson(json, decoded.assumed) ??
    (looksLikeJson ? firstOfLines(text) : (valueInYaml(text) ?? withinProse(text)));
  if (value !== null) return value;
  return looksLikeJson
    ? refuse('it is not a card: its JSON is cut short or broken', 'download or export it again')
    : refuse('it is not a card: no JSON, PNG or CHARX', 'use a file that a card editor exported');
}

function valueInJson(text: string, assumed: string | null): ValueInText | null {
  if (text.length > largestText) return tooLarge(largestText);
  const read = parseLenient(text);
  if (!read.ok) return null;
  // A card put into JSON twice.
  const again = typeof read.value === 'string' ? parseLenient(read.value) : read;
  const value = again.ok ? again.value : read.value;
  return {
    ok: true,
    // A list of one card.
    value:
      Array.isArray(value) && value.length === 1 && isObject(value[0]) && !('content' in value[0])
        ? value[0]
        : value,
    left: [
      ...(assumed === null ? [] : [assumed]),
      ...(read.mended
        ? ['its JSON had mistakes (line breaks inside of texts, a comma too many), which were mended']
        : []),
    ],
  };
}

/** The first of many values, one a line: a chat of SillyTavern, which is told by it. */
function firstOfLines(text: string): ValueInText | null {
  const [first = '', second] = text.split('\n', 2);
  return second === undefined ? null : valueInJson(first, null);
}

/** JSON with words before and behind it, as an assistant answers. */
function withinProse(text: string): ValueInText | null {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  return from === -1 || to <= from ? null : valueInJson(text.slice(from, to + 1), null);
}

function valueInYaml(text: string): ValueInText | null {
  const parsed = parseYamlText(text, z.unknown(), { name: 'card' });
  return parsed.ok && isObject(parsed.value) ? { ok: true, value: parsed.value, left: [] } : null;
}
