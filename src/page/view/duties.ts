import { z } from 'zod';
import { dutyReport } from '../../app/views/duty-report.js';
import { regionNames } from '../../config/sections/duties-section.js';
import type { PageParts } from '../source/page-parts.js';

export const dutiesWanted = z.object({ region: z.enum(regionNames).optional() });

/** What a public page about the protocol needs, and what was counted. */
export async function dutiesView({ config, store, clock }: PageParts, wanted: z.output<typeof dutiesWanted>) {
  const report = await store.look((read) => dutyReport(read, config, wanted.region, clock.now()));
  return { ...report, regions: regionNames };
}

export type DutiesView = Awaited<ReturnType<typeof dutiesView>>;
