import { readConsentWish } from '../../duty/consent/consent-wish.js';
import { consentWords } from '../../duty/consent/consent-words.js';
import { mediaConsentWords, readMediaWish } from '../../duty/consent/media-consent.js';
import { saveConsent } from '../../store/duty/duty-consent.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/** "Don't remember anything about me": what may be kept is changed at once and confirmed in one line. */
export function consentAnswer(
  { character }: FixedAnswerNeeds,
  loaded: LoadedTurn,
): Promise<FixedAnswer | null> {
  const { latest, state } = loaded;
  const language = spokenLanguage(loaded, character(state.character));
  const media = readMediaWish(latest.text);
  const wish = media === null ? readConsentWish(latest.text) : ({ kind: media, state: 'withdrawn' } as const);
  if (!wish) return Promise.resolve(null);
  const { kind, state: wanted } = wish;
  const words =
    kind === 'memory' || kind === 'special-categories'
      ? consentWords(language, kind)
      : mediaConsentWords(language, kind);
  return Promise.resolve({
    reason: `consent-${kind}-${wanted}`,
    texts: [wanted === 'agreed' ? words.agreed : words.withdrawn],
    write: (transaction, now) =>
      saveConsent(
        transaction,
        state.conversation,
        kind,
        { state: wanted, row: latest.row, version: 'own-words' },
        now,
      ),
  });
}
