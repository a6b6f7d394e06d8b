import { z } from 'zod';

/** What the operator may name; src/duty/regions.ts says what each asks. */
export const regionNames = [
  'default',
  'us-ca',
  'us-ny',
  'us-ny-companions',
  'us-ct',
  'us-wa',
  'us-or',
  'us-co',
  'eu',
  'strict',
] as const;
export type RegionName = (typeof regionNames)[number];

/** For a command line, in words. */
export const regionsInWords = `${regionNames.slice(0, -1).join(', ')} or ${regionNames.at(-1) ?? ''}`;
const names = regionNames.join(', ');
const region = z.enum(regionNames, names);

/**
 * `duties` in kindred.yaml: whose law is kept beyond what is always done, and whether a small model grades signs of
 * danger (role judge); see docs/duties.md.
 */
export const dutiesSection = z
  .union(
    [
      region.transform((name): Written => ({ region: name, grading: true })),
      z.strictObject({ region: region.optional(), grading: z.boolean().default(true) }),
    ],
    `${names}, or { region: one of them, grading: true or false }`,
  )
  .prefault({})
  .transform(({ region: name, grading }): Written => ({
    ...(name === undefined ? {} : { region: name }),
    grading,
  }));

/** Without a name the strictest is kept, or the usual one against a server on this machine. */
interface Written {
  readonly region?: RegionName;
  readonly grading: boolean;
}
