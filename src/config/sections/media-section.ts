import { z } from 'zod';
import { field } from '../field.js';

const mostDays = 365;
const days = `whole days from 1 to ${mostDays}, or none`;

/**
 * `media` in kindred.yaml: what of what people send is opened, how much for one person and day, and how long a picture is
 * kept to be looked at again; see docs/media.md. What looks, listens and speaks stands in `models.roles`.
 */
export const mediaSection = z
  .strictObject({
    /** Pictures are shown to the model; false: they are only named. */
    see: z.boolean().default(true),
    /** Voice messages are put into words, where `models.roles.ear` names something that can. */
    hear: z.boolean().default(true),
    picturesPerDay: field.count(0, 10_000).default(20),
    notesPerDay: field.count(0, 10_000).default(10),
    minutesPerDay: field.count(0, 1_440).default(15),
    textsPerDay: field.count(0, 10_000).default(3),
    keepDays: z
      .union([z.literal('none').transform(() => null), z.int(days).min(1, days).max(mostDays, days)], days)
      .default(7),
    /** All kept files together. */
    mostMegabytes: field.count(1, 1_000_000).default(2_000),
  })
  .prefault({});

export type MediaSection = z.output<typeof mediaSection>;
