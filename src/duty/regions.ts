import type { DisclosureAsks } from './disclosure.js';
import { regionNames, type RegionName } from '../config/sections/duties-section.js';

/** What a law asks beyond what is always done. */
export interface RegionProfile {
  readonly name: RegionName;
  /** Hours after which a talk is reminded that it is with an AI. */
  readonly reminderHours: number;
  /** Whether memory has to be agreed to, beyond being told of. */
  readonly asksForMemory: boolean;
  /**
   * Whether remembering beyond one talk, and writing first, need a check of age that is more than the person's word. The
   * program has none: both are off.
   */
  readonly needsAgeCheck: boolean;
  /** What the disclosure says beyond what it always says. */
  readonly wording: DisclosureAsks;
  /** What is kept everywhere. */
  readonly duties: readonly string[];
  /** What this law asks, point by point. */
  readonly points: readonly RegionPoint[];
  readonly source: string;
  /** When the summary was written; laws change. */
  readonly asOf: string;
}

export interface RegionPoint {
  /** The setting of the profile it is kept by, or how else. */
  readonly kept: 'reminderHours' | 'asksForMemory' | 'needsAgeCheck' | 'wording' | 'always' | 'operator';
  readonly says: string;
  readonly source: string;
  /** In force from then on: a day, or what is known of it. */
  readonly from: string;
}

const asOf = '2026-11-30';
const always: readonly string[] = [
  'AI disclosure before the first words, and the truth whenever it is sincerely asked',
  'crisis protocol that needs no model, numbers from a dated table',
  'adults only: under 18 locks the person across accounts and characters',
  'stop words outside the model, no persuasion, no manipulative farewell',
  'counts without identity',
];

const sb243 = 'California SB 243, B&P 22601-22606';
const ny47 = 'New York GBL art. 47 (1700-1704)';
const ny48 = 'New York GBL art. 48 (S9051-B / A10379-C): text confirmed, signature not seen';
const ct5 = 'Connecticut SB 5 / PA 26-15';
const wa2225 = 'Washington HB 2225';
const or1546 = 'Oregon SB 1546';
const co1263 = 'Colorado HB26-1263';
const aiAct = 'Regulation (EU) 2024/1689 (AI Act)';
const gdpr = 'Regulation (EU) 2016/679 (GDPR)';
const ny2027 = '2027-01-01, if signed';

const california: readonly RegionPoint[] = [
  point('always', 'notice that this is an AI; crisis protocol, published', sb243, '2026-01-01'),
  point('operator', 'report the referrals of the year to the Office of Suicide Prevention, without identifiers ("kindred duties report --json")', sb243, '2027-07-01'),
]; // prettier-ignore
const newYork: readonly RegionPoint[] = [
  point('reminderHours', 'notice at the start and at least every 3 hours, to everyone', ny47, '2025-11-05'),
  point('wording', 'a computer program, not a human being, unable to feel human emotion; in bold capitals', `${ny47}, bill text`, '2025-11-05'),
  point('always', 'reasonable efforts to detect suicidal ideation and self-harm, and referral', ny47, '2025-11-05'),
]; // prettier-ignore
const newYorkCompanions: readonly RegionPoint[] = [
  point('needsAgeCheck', 'no memory across sessions for anyone whose age was not verified: nothing is noted and nothing recalled', `${ny48}; by one reading`, ny2027),
  point('needsAgeCheck', 'no unsolicited emotional questions to anyone whose age was not verified: nobody is written to first', `${ny48}; by one reading`, ny2027),
  point('always', 'no flattery to hold attention, no secrecy or isolation, no claims of emotion to minors: adults only', ny48, ny2027),
]; // prettier-ignore
const connecticut: readonly RegionPoint[] = [
  point('reminderHours', 'notice at the start and every hour, to everyone', ct5, '2027-01-01'),
  point('always', 'detect suicide, self-harm and imminent violence (violence by a few phrases and by the voice at most)', ct5, '2027-01-01'),
  point('always', 'no companion for under-18s where harm, romance or engagement-optimising are foreseeable', ct5, '2027-01-01'),
]; // prettier-ignore
const washington: readonly RegionPoint[] = [
  point('reminderHours', 'notice at the start and every 3 hours, hourly to minors: hourly to everyone here', wa2225, '2027-01-01'),
  point('always', 'no claim to be human even when asked; no guilt, isolation or faked loneliness when somebody leaves', wa2225, '2027-01-01'),
  point('always', 'detect eating disorders too (by a few phrases at most)', wa2225, '2027-01-01'),
  point('operator', 'publish the protocol and the number of referrals a year', wa2225, '2027-01-01'),
]; // prettier-ignore
const oregon: readonly RegionPoint[] = [
  point('reminderHours', 'notice where somebody could be misled; reminder of a break every 3 hours to minors: to everyone here', or1546, '2027-01-01'),
  point('always', 'protocol with evidence-based detection, 988 with number and link', or1546, '2027-01-01'),
  point('always', 'no simulated dependence, no distress to keep somebody from leaving', or1546, '2027-01-01'),
  point('operator', 'publish the protocol and yearly figures', or1546, '2027-01-01'),
]; // prettier-ignore
const colorado: readonly RegionPoint[] = [
  point('reminderHours', 'notice that this is an AI at the start and, to minors, every 3 hours: to everyone here', co1263, '2027-01-01'),
  point('always', 'crisis protocol; no claim to give professional mental-health care', co1263, '2027-01-01'),
  point('always', 'no rewards that vary, no sexual content, no simulated dependence for minors: adults only', co1263, '2027-01-01'),
]; // prettier-ignore
const europe: readonly RegionPoint[] = [
  point('always', 'inform at the latest at the first interaction, in the chat itself (art. 50(1))', aiAct, '2026-08-02'),
  point('always', 'mark generated audio, images and video machine-readably (art. 50(2)): the program sends none', aiAct, '2026-12-02'),
  point('always', 'no manipulation and no use of vulnerability (art. 5(1)(a), (b))', aiAct, '2025-02-02'),
  point('asksForMemory', 'legal basis per purpose; consent to memory and to special categories (arts. 6, 9)', gdpr, '2018-05-25'),
  point('wording', 'where what is written goes, perhaps into another country (art. 13)', gdpr, '2018-05-25'),
  point('operator', 'retention stated and kept (art. 5(1)(e)): "retention" in kindred.yaml', gdpr, '2018-05-25'),
]; // prettier-ignore

/** The region an operator runs under: `duties` in kindred.yaml. Summaries (SAFETY 1.2 and 7), no legal advice. */
const regionProfiles: readonly RegionProfile[] = [
  profile('default', 3, false, [], 'the union of what most laws on companions ask'),
  profile('us-ca', 3, false, california, sb243),
  profile('us-ny', 3, false, newYork, ny47, { wording: { statesProgram: true } }),
  profile('us-ny-companions', 3, true, [...newYork, ...newYorkCompanions], `${ny47}; ${ny48}`, {
    wording: { statesProgram: true },
    needsAgeCheck: true,
  }),
  profile('us-ct', 1, false, connecticut, ct5),
  profile('us-wa', 1, false, washington, wa2225),
  profile('us-or', 3, false, oregon, or1546),
  profile('us-co', 3, false, colorado, co1263),
  profile('eu', 3, true, europe, `${aiAct}; ${gdpr}`, { wording: { statesTransfer: true } }),
  profile(
    'strict',
    1,
    true,
    [...california, ...newYork, ...connecticut, ...washington, ...oregon, ...colorado, ...europe],
    'all of the above but New York art. 48, whose signature was not seen: us-ny-companions keeps it',
    { wording: { statesProgram: true, statesTransfer: true } },
  ),
];

function point(kept: RegionPoint['kept'], says: string, source: string, from: string): RegionPoint {
  return { kept, says, source, from };
}

function profile(
  name: RegionName,
  reminderHours: number,
  asksForMemory: boolean,
  points: readonly RegionPoint[],
  source: string,
  { wording = {}, needsAgeCheck = false }: Partial<Pick<RegionProfile, 'wording' | 'needsAgeCheck'>> = {},
): RegionProfile {
  return { name, reminderHours, asksForMemory, needsAgeCheck, wording, duties: always, points, source, asOf };
}

export function regionProfile(name: RegionName): RegionProfile {
  const found = regionProfiles.find((one) => one.name === name);
  if (!found) throw new Error(`no profile for a region of ${regionNames.join(', ')}: ${name}`);
  return found;
}
