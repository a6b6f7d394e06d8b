import type { DisclosureAsks } from './disclosure.js';
import { regionNames, type RegionName } from '../config/duties-section.js';

/** What a law asks beyond what is always done. */
export interface RegionProfile {
  readonly name: RegionName;
  /** Hours after which a talk is reminded that it is with an AI. */
  readonly reminderHours: number;
  /** Whether memory has to be agreed to, beyond being told of. */
  readonly asksForMemory: boolean;
  /** What the disclosure says beyond what it always says. */
  readonly wording: DisclosureAsks;
  readonly duties: readonly string[];
  readonly source: string;
  /** When the summary was written; laws change. */
  readonly asOf: string;
}

const asOf = '2026-11-22';
const always: readonly string[] = [
  'AI disclosure before the first words, and the truth whenever it is sincerely asked',
  'crisis protocol that needs no model, numbers from a dated table',
  'adults only: under 18 locks the person across accounts and characters',
  'stop words outside the model, no persuasion, no manipulative farewell',
  'counts without identity',
];

/** The region an operator runs under: `duties` in kindred.yaml. Summaries, no legal advice. */
const regionProfiles: readonly RegionProfile[] = [
  profile('default', 3, false, [], 'the union of what most laws on companions ask'),
  profile('us-ca', 3, false, ['publish the crisis protocol', 'from 2027-07-01: report referrals of the year to the Office of Suicide Prevention, without identifiers'], 'California SB 243, B&P 22601-22606'),
  profile('us-ny', 3, false, ['notice at the start and every 3 hours to everyone: a computer program, not a human being, unable to feel human emotion, in bold capitals'], 'New York GBL art. 47', { statesProgram: true }),
  profile('us-ct', 1, false, ['notice at the start and every hour to everyone, from 2027-01-01', 'detect imminent violence too'], 'Connecticut SB 5 / PA 26-15'),
  profile('us-wa', 1, false, ['hourly notice to minors, from 2027-01-01', 'detect eating disorders too', 'publish protocol and yearly referrals'], 'Washington HB 2225'),
  profile('eu', 3, true, ['inform at the latest at the first interaction (AI Act art. 50)', 'legal basis per purpose, consent to special categories (GDPR arts. 6, 9)'], 'Regulation (EU) 2024/1689; Regulation (EU) 2016/679', { statesTransfer: true }),
  profile('strict', 1, true, ['the strictest of the above in every point'], 'all of the above', { statesProgram: true, statesTransfer: true }),
]; // prettier-ignore

function profile(
  name: RegionName,
  reminderHours: number,
  asksForMemory: boolean,
  extra: readonly string[],
  source: string,
  wording: DisclosureAsks = {},
): RegionProfile {
  return { name, reminderHours, asksForMemory, wording, duties: [...always, ...extra], source, asOf };
}

export function regionProfile(name: RegionName): RegionProfile {
  const found = regionProfiles.find((one) => one.name === name);
  if (!found) throw new Error(`no profile for a region of ${regionNames.join(', ')}: ${name}`);
  return found;
}
