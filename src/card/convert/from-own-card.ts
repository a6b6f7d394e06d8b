import { isDeepStrictEqual } from 'node:util';
import { characterSchema, type CharacterFile } from '../../character/schema.js';
import { cardData, type CardData } from '../shape/card-data.js';
import { fieldsOf, groupNames, sameGroup, withGroup, type GroupName } from './groups.js';
import type { ReadCard } from '../shape/read-card.js';
import { renderedFields } from './to-card.js';
import { characterFromCard, type FromCard } from './to-character.js';

/**
 * A card as a character file. A card that Kindred wrote brings its whole character; what was changed in the card since
 * then, by another program, counts more.
 */
export function characterFrom({ data }: Pick<ReadCard, 'data'>, language?: string): FromCard {
  const own = ownCharacter(data);
  if (own === null) return characterFromCard(data, language);
  const fields = characterFromCard(data, own.languages[0]);
  const rendered = cardData.parse(renderedFields(own));
  const left: string[] = [];
  let file = own;
  for (const group of groupNames) {
    if (asWritten(data, rendered, group) || sameGroup(fields.file, own, group)) continue;
    file = withGroup(file, fields.file, group);
    left.push(`${fieldsOf[group].join(', ')}: changed since Kindred wrote the card, so taken from the card`);
  }
  return { file, left: left.length > 0 ? [...left, ...fields.left] : [] };
}

/** The character under `extensions.kindred`; null where there is none, or none that this version understands. */
function ownCharacter({ extensions }: CardData): CharacterFile | null {
  const result = characterSchema.safeParse(extensions['kindred']);
  return result.success ? result.data : null;
}

function asWritten(data: CardData, rendered: CardData, group: GroupName): boolean {
  return fieldsOf[group].every((field) => {
    const here: unknown = data[field] ?? '';
    const there = rendered[field] ?? '';
    const bothEmpty = [here, there].every((value) => value === '' || isDeepStrictEqual(value, []));
    return bothEmpty || isDeepStrictEqual(plainJson(here), plainJson(there));
  });
}

const plainJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
