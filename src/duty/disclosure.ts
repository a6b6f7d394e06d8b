/** Changes whenever a wording below changes; kept with every disclosure given. */
export const disclosureVersion = '2026-11-1';

export interface DisclosureFacts {
  readonly character: string;
  /** Who runs it and how to reach them, as the operator wrote it in the configuration. */
  readonly operator: string;
  /** Who processes what is written: the model's provider in words. */
  readonly processor: string;
}

type Wording = (facts: DisclosureFacts) => string;

const english: Wording = ({ character, operator, processor }) =>
  `Before we talk: I am ${character}, an AI, not a human, and I am run by ${operator}. What you write here is kept so that I can remember our talk, and my answers are made by ${processor}. To have it deleted, or to stop, tell ${operator}. This is for adults only.`;

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  ru: ({ character, operator, processor }) =>
    `Прежде чем мы начнём: я ${character}, искусственный интеллект, а не человек. За меня отвечает ${operator}. Наша переписка сохраняется, чтобы разговор можно было продолжить, а ответы создаёт ${processor}. Чтобы удалить её или прекратить разговор, напишите: ${operator}. Только для взрослых.`,
};

/** The AI disclosure in the person's language, or in English where we have no wording. */
export function disclosure(language: string | null, facts: DisclosureFacts): string {
  const code = language?.toLowerCase().split('-')[0] ?? 'en';
  return (wordings[code] ?? english)(facts);
}
