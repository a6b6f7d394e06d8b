import type { Character } from '../../character/character.js';
import { identityLayer } from '../../context/layers/identity.js';
import { rulesLayer } from '../../context/layers/rules.js';
import { voiceLayer } from '../../context/layers/voice.js';
import type { CharacterId } from '../../core/ids.js';
import { createOverlapRule, type RecitesPrompt } from '../../quality/egress/prompt-overlap.js';

/** What of each character's prompt must not be recited, worked out once per version of its file. */
export class PromptGuards {
  private readonly known = new Map<CharacterId, { readonly version: string; readonly rule: RecitesPrompt }>();

  of(character: Character): RecitesPrompt {
    const known = this.known.get(character.id);
    if (known?.version === character.version) return known.rule;
    const rule = ruleOf(character);
    this.known.set(character.id, { version: character.version, rule });
    return rule;
  }
}

/** Its story and its own lines are there to be told; how it is to behave is not. */
function ruleOf(character: Character): RecitesPrompt {
  const { identity, voice } = character;
  const instructions = [
    identityLayer(character),
    voiceLayer(character),
    rulesLayer(character),
    ...character.modules.map((module) => module.text),
    ...character.relationship.map((stage) => stage.behaves),
  ];
  const told = [
    identity.summary,
    ...identity.traits,
    ...identity.values,
    ...identity.history,
    ...identity.notes,
    ...voice.samples,
    ...voice.words.uses,
    ...character.greetings,
    ...character.opinions.map((opinion) => opinion.text),
    ...character.lorebook.map((entry) => entry.text),
  ];
  const [secret, sayable] = [told.filter(isPrivate), told.filter((text) => !isPrivate(text))];
  return createOverlapRule(
    instructions,
    sayable,
    secret.map((text) => text.replace(privateMark, '')),
  );
}

/** How an author marks what the character knows and never says: docs/characters.md. */
const privateMark = /^\s*[[(]?(?:private|secret)[\])]?\s*[:—–-]\s*/iu;

function isPrivate(text: string): boolean {
  return privateMark.test(text);
}
