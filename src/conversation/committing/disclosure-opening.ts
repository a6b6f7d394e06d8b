import type { TextEntity } from '../../core/rich-text.js';
import { disclosure, disclosureVersion, programLine } from '../../duty/disclosure.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { CommittingNeeds } from './committing-needs.js';

interface Opening {
  readonly text: string;
  readonly version: string;
  /** The words at its beginning that are to stand out; empty where none are. */
  readonly bold: string;
}

/** The words the first bubble to a new person begins with, and their version; null for who was told before. */
export function disclosureOpening(
  { settings, character }: CommittingNeeds,
  loaded: LoadedTurn,
): Opening | null {
  if (!loaded.mustDisclose) return null;
  const speaks = character(loaded.state.character);
  const { name } = speaks;
  const language = spokenLanguage(loaded, speaks);
  const asks = settings.duties?.wording ?? {};
  const text = disclosure(language, {
    character: name,
    asks,
    operator: settings.operator,
    processors: settings.processors,
  });
  const bold = asks.statesProgram === true ? programLine(language, name) : '';
  return { text, version: disclosureVersion, bold };
}

/** What of a bubble that begins with the disclosure stands out. */
export function boldOf({ bold }: Opening, text: string): readonly TextEntity[] {
  return bold !== '' && text.startsWith(bold) ? [{ kind: 'bold', offset: 0, length: bold.length }] : [];
}
