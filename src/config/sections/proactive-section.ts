import { z } from 'zod';
import { field } from '../field.js';

const rangeWords = 'two different times of day such as ["22:00", "08:00"], in quotes';
const timeOfDay = z.string(rangeWords).regex(/^([01]\d|2[0-3]):[0-5]\d$/u, rangeWords);

/** `proactive` in kindred.yaml: whether and how much characters write first; see docs/proactive.md. */
export const proactiveSection = z.strictObject({
  /** Only people who wrote to it and agreed are ever written to first. */
  enabled: z.boolean().default(true),
  perDay: field.count(0, 10).default(1),
  perWeek: field.count(0, 50).default(5),
  /** Between two of them. */
  minGapHours: field.count(0, 168).default(4),
  /** On the person's clock; the second time may be after midnight. */
  quietHours: z
    .tuple([timeOfDay, timeOfDay], rangeWords)
    .refine(([from, to]) => from !== to, rangeWords)
    .default(['22:00', '08:00']),
  /** Ask a small model before each one; it can only say no. */
  secondOpinion: z.boolean().default(false),
});

/** The same in the program: minutes since midnight, milliseconds. */
export interface ProactiveConfig {
  readonly isOn: boolean;
  readonly perDay: number;
  readonly perWeek: number;
  readonly minGapMs: number;
  readonly quiet: readonly { readonly from: number; readonly to: number }[];
  readonly secondOpinion: boolean;
}

export function proactiveConfig(section: z.output<typeof proactiveSection>): ProactiveConfig {
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const [from, to] = section.quietHours;
  return {
    isOn: section.enabled,
    perDay: section.perDay,
    perWeek: section.perWeek,
    minGapMs: section.minGapHours * 3_600_000,
    quiet: [{ from: minutes(from), to: minutes(to) }],
    secondOpinion: section.secondOpinion,
  };
}
