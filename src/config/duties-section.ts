import { z } from 'zod';

/** What the operator may name; src/duty/regions.ts says what each asks. */
export const regionNames = ['default', 'us-ca', 'us-ny', 'us-ct', 'us-wa', 'eu', 'strict'] as const;
export type RegionName = (typeof regionNames)[number];

/** `duties` in kindred.yaml: whose law is kept beyond what is always done; see docs/duties.md. */
export const dutiesSection = z.enum(regionNames, regionNames.join(', ')).default('default');
