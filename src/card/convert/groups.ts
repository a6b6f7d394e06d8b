import { isDeepStrictEqual } from 'node:util';
import type { CharacterFile } from '../../character/schema.js';

/** Parts of a character that a card holds together in the same fields. */
export type GroupName = 'name' | 'identity' | 'traits' | 'samples' | 'greetings' | 'lorebook';

export const groupNames: readonly GroupName[] = [
  'name',
  'identity',
  'traits',
  'samples',
  'greetings',
  'lorebook',
];

/** The fields of a card that hold each group. */
export const fieldsOf: Readonly<Record<GroupName, readonly string[]>> = {
  name: ['name', 'nickname'],
  identity: ['description', 'scenario'],
  traits: ['personality'],
  samples: ['mes_example'],
  greetings: ['first_mes', 'alternate_greetings', 'group_only_greetings'],
  lorebook: ['character_book'],
};

/** What of a character goes into a group's fields. */
function groupOf(file: CharacterFile, group: GroupName): unknown {
  const { identity, voice } = file;
  switch (group) {
    case 'name':
      return file.name;
    case 'identity':
      return [{ ...identity, traits: [] }, { ...voice, samples: [] }, file.rules];
    case 'traits':
      return identity.traits;
    case 'samples':
      return voice.samples;
    case 'greetings':
      return file.greetings;
    case 'lorebook':
      return [file.lorebook, file.modules, file.opinions];
  }
}

export function sameGroup(one: CharacterFile, other: CharacterFile, group: GroupName): boolean {
  return isDeepStrictEqual(groupOf(one, group), groupOf(other, group));
}

/** `file` with one group of `from`. */
export function withGroup(file: CharacterFile, from: CharacterFile, group: GroupName): CharacterFile {
  switch (group) {
    case 'name':
      return { ...file, name: from.name };
    case 'identity':
      return {
        ...file,
        identity: { ...from.identity, traits: file.identity.traits },
        voice: { ...from.voice, samples: file.voice.samples },
        rules: from.rules,
      };
    case 'traits':
      return { ...file, identity: { ...file.identity, traits: from.identity.traits } };
    case 'samples':
      return { ...file, voice: { ...file.voice, samples: from.voice.samples } };
    case 'greetings':
      return { ...file, greetings: from.greetings };
    case 'lorebook':
      return { ...file, lorebook: from.lorebook, modules: from.modules, opinions: from.opinions };
  }
}
