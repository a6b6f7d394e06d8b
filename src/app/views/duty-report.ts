import type { Config } from '../../config/config.js';
import { regionNames } from '../../config/sections/duties-section.js';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { crisisLanguages, crisisReply, crisisWordsVersion } from '../../duty/crisis-words.js';
import { disclosureVersion } from '../../duty/disclosure.js';
import { hotlines, hotlinesOf, outdatedHotlines } from '../../duty/hotlines.js';
import { regionProfile } from '../../duty/regions.js';
import { crisisTablesVersion } from '../../duty/tables/crisis-tables.js';
import { readDutyCounts, readLocks } from '../../store/duty/duty-store.js';
import type { Reader } from '../../store/engine/database.js';
import { spendDay } from '../../store/spend/spend-store.js';
import { regionOf } from '../composition/settings.js';

/**
 * What a public page about the protocol needs, for the configured region where none is named.
 * @throws OperatorError when there is no such region
 */
export async function dutyReport(
  read: Reader | null,
  config: Config,
  wanted: string | undefined,
  now: Milliseconds,
) {
  const name = wanted ?? regionOf(config);
  const region = regionNames.find((one) => one === name);
  if (!region)
    throw new OperatorError(`there is no region ${name}`, `choose one of ${regionNames.join(', ')}`);
  const year = spendDay(now).slice(0, 4);
  return {
    profile: regionProfile(region),
    protocol: {
      detection: `phrases in ${crisisLanguages.join(', ')}, version ${crisisTablesVersion}; no model is needed${config.gradesDanger && config.models.roles.judge.length > 0 ? '; a small model grades what they find, behind the answer' : ''}`,
      answer: crisisReply({ tier: 'explicit', about: 'self' }, 'en', hotlinesOf('US'), false),
      wording: crisisWordsVersion,
      disclosure: disclosureVersion,
    },
    retention: config.retention,
    hotlines,
    outdatedHotlines: outdatedHotlines(now),
    year,
    counts: read === null ? [] : await readDutyCounts(read, `${year}-01-01`),
    locked: read === null ? [] : await readLocks(read),
  };
}
