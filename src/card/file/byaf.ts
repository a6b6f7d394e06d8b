import { unzipSync, type UnzipFileInfo } from 'fflate';
import { decodeText } from './decode-text.js';
import { largestText } from './refusal.js';

/**
 * Backyard AI's archive (BYAF, schema version 1): `manifest.json` names the characters and the scenarios, each a JSON of
 * its own (the specification lies in the repository byaf-spec of backyard.ai). Persona, narrative and first messages are
 * what other cards call description, scenario and greetings.
 */
export interface ByafContent {
  /** The first character as a card under the usual names, in JSON. */
  readonly card: string;
  readonly left: readonly string[];
}

type Bag = Readonly<Record<string, unknown>>;

/** Scenarios of one character that become greetings; an archive may hold a talk in each. */
const mostScenarios = 20;
const manifestName = 'manifest.json';

export function isByaf(names: readonly string[]): boolean {
  return (
    names.includes(manifestName) && names.some((name) => /^characters\/[^/]+\/character\.json$/u.test(name))
  );
}

/** Null where the manifest or the first character cannot be read. Nothing but JSON is unpacked. */
export function readByaf(bytes: Uint8Array, names: readonly string[]): ByafContent | null {
  const open = (name: string): Bag | null => objectIn(bytes, name);
  const manifest = open(manifestName);
  if (manifest === null) return null;
  const named = textsOf(manifest['characters']).filter((name) => names.includes(name));
  const characters = named.length > 0 ? named : names.filter((name) => /^characters\/.*\.json$/u.test(name));
  const [first, ...others] = characters;
  const character = first === undefined ? null : open(first);
  if (character === null) return null;
  const scenarios = textsOf(manifest['scenarios'])
    .filter((name) => names.includes(name))
    .slice(0, mostScenarios)
    .flatMap((name) => {
      const one = open(name);
      return one === null ? [] : [one];
    });
  const [scenario] = scenarios;
  const [greeting = '', ...alternates] = scenarios.flatMap((one) =>
    bagsOf(one['firstMessages']).flatMap(({ text }) => (textOf(text) === '' ? [] : [textOf(text)])),
  );
  const card = {
    name: textOf(character['displayName']) || textOf(character['name']),
    description: textOf(character['persona']),
    scenario: textOf(scenario?.['narrative']),
    first_mes: greeting,
    alternate_greetings: alternates,
    mes_example: examplesOf(scenario, textOf(character['id'])),
    system_prompt: textOf(scenario?.['formattingInstructions']),
    character_book: {
      entries: bagsOf(character['loreItems']).map(({ key, value }) => ({
        keys: textOf(key).split(','),
        content: textOf(value),
        enabled: true,
      })),
    },
  };
  const hasTalk = scenarios.some((one) => bagsOf(one['messages']).length > 0);
  return {
    card: JSON.stringify(card),
    left: [
      ...(others.length === 0
        ? []
        : [`the archive holds ${others.length + 1} characters; the first was taken`]),
      ...(hasTalk ? ['the talks in the archive were not taken'] : []),
    ],
  };
}

function examplesOf(scenario: Bag | undefined, id: string): string {
  const lines = bagsOf(scenario?.['exampleMessages']).flatMap(({ text, characterID }) =>
    typeof text === 'string' && text !== ''
      ? [
          `${characterID === id ? '{{char}}' : '{{user}}'}: ${text.replace(/^#?\{(?:character|user)\}:\s*/iu, '')}`,
        ]
      : [],
  );
  return lines.length === 0 ? '' : ['<START>', ...lines].join('\n');
}

function objectIn(bytes: Uint8Array, name: string): Bag | null {
  const wanted = (file: UnzipFileInfo): boolean => file.name === name && file.originalSize <= largestText;
  try {
    const content = unzipSync(bytes, { filter: wanted })[name];
    const text = content === undefined ? null : decodeText(content);
    const value: unknown = text === null ? null : JSON.parse(text.text);
    return isBag(value) ? value : null;
  } catch {
    return null;
  }
}

const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** With the names that other cards write in two braces. */
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/(?<!\{)\{(?:character|char)\}(?!\})/giu, '{{char}}')
        .replace(/(?<!\{)\{user\}(?!\})/giu, '{{user}}')
    : '';
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const bagsOf = (value: unknown): readonly Bag[] => (Array.isArray(value) ? value.filter(isBag) : []);
