import { z } from 'zod';

/** What the operator may name; src/duty/regions.ts says what each asks. */
export const regionNames = ['default', 'us-ca', 'us-ny', 'us-ct', 'us-wa', 'eu', 'strict'] as const;
export type RegionName = (typeof regionNames)[number];

const names = regionNames.join(', ');
const region = z.enum(regionNames, names);

/**
 * `duties` in kindred.yaml: whose law is kept beyond what is always done, and whether a small model grades signs of
 * danger (role judge); see docs/duties.md.
 */
export const dutiesSection = z
  .union(
    [
      region.transform((name) => ({ region: name, grading: true })),
      z.strictObject({ region: region.default('default'), grading: z.boolean().default(true) }),
    ],
    `${names}, or { region: one of them, grading: true or false }`,
  )
  .prefault('default');
