import { disclosure, disclosureVersion } from '../duty/disclosure.js';
import { languageOf } from '../duty/person-language.js';
import type { LoadedTurn } from './load-turn.js';
import type { TurnContext } from './turn-context.js';

/** The words the first bubble to a new person begins with, and their version; null for who was told before. */
export function disclosureOpening(
  { settings, character }: TurnContext,
  { state, latest, mustDisclose }: LoadedTurn,
): { readonly text: string; readonly version: string } | null {
  if (!mustDisclose) return null;
  const text = disclosure(languageOf(latest.text, state.language), {
    character: character(state.character).name,
    operator: settings.operator,
    processors: settings.processors,
  });
  return { text, version: disclosureVersion };
}
