import type { StoredFinding } from '../../app/views/gate-findings.js';
import { gateReport, type CheckRow } from '../../app/views/gate-report.js';
import { systemClock } from '../../lib/system-clock.js';
import type { Interval } from '../../lib/wilson.js';
import type { GateCounts } from '../../quality/gate-tally.js';
import { toMinute } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface StatsGateOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly days: number;
  readonly character?: string;
  /** Only this check. */
  readonly check?: string;
  /** How many of what each check turned down are shown. */
  readonly samples: number;
}

/** Of a draft that runs on this much is enough to judge it by. */
const mostShown = 600;

/** `kindred stats gate`: what each check did with what was written, and how often it was wrong where the author said so. */
export async function statsGate(surroundings: Surroundings, options: StatsGateOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const report = await withReader(config, (read) => gateReport(read, options, systemClock().now()));
  const { from, character, isWhole, replies, openers, samples } = report;
  if (options.json) {
    printJson(surroundings, {
      from,
      character,
      isWhole,
      replies,
      openers,
      // No words: what is written to a file outlives an erasure.
      samples: samples.map(({ turn, draft, check, reason, at, isOpener }) => ({
        turn,
        draft,
        check,
        reason,
        at: new Date(at).toISOString(),
        of: isOpener ? 'opener' : 'reply',
      })),
    });
    return;
  }
  for (const line of inWords('Replies', from, replies, replies.checks)) print(surroundings, line);
  const { yes, no, unanswered } = openers.asked;
  if (openers.turns > 0 || yes + no + unanswered > 0) {
    print(surroundings);
    for (const line of inWords('Openers', from, openers, openers.checks)) print(surroundings, line);
    if (yes + no + unanswered > 0) {
      print(
        surroundings,
        `whether to write first, as another model saw it: ${yes} yes, ${no} no, ${unanswered} without an answer`,
      );
    }
  }
  if (!isWhole) print(surroundings, 'there is more since then: these are figures of the newest turns');
  if (samples.length === 0) return;
  print(surroundings);
  print(
    surroundings,
    'Turned down, to be marked with "kindred gate mark <turn> right|wrong" or one after another with --mark:',
  );
  for (const sample of samples) for (const line of describeFinding(sample)) print(surroundings, line);
}

/** A finding with its words, for a terminal. */
export function describeFinding({
  turn,
  draft,
  check,
  reason,
  at,
  isOpener,
  text,
  part,
}: StoredFinding): readonly string[] {
  const what = `${isOpener ? 'opener' : 'reply'}, draft ${draft}${part === 'bubble' ? ', a bubble of it' : ''}`;
  return [`  ${turn}  ${toMinute(at)} UTC, ${what}, ${check}: ${plain(reason)}`, ...shownWords(text)];
}

/** Words that a model wrote, indented and made safe for a terminal. */
export function shownWords(text: string): readonly string[] {
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)} …` : text;
  return shown
    .split('\n')
    .map(plain)
    .filter((line) => line !== '')
    .map((line) => `      ${line}`);
}

function inWords(
  title: string,
  from: string,
  counts: Omit<GateCounts, 'checks'>,
  rows: readonly CheckRow[],
): readonly string[] {
  const { turns, drafts, turnedDown, leftOut, endings, opinions, heard } = counts;
  if (turns === 0) return [`${title} since ${from}: none was judged`];
  const asked = Object.values(endings).reduce((sum, count) => sum + count, 0);
  const lines = [
    `${title} since ${from}: ${turns} turns, ${drafts} drafts, ${turnedDown} of them turned down (${percent(turnedDown / drafts)})`,
  ];
  if (leftOut > 0) lines.push(`bubbles left out of what was said: ${leftOut}`);
  if (asked > 0) {
    lines.push(
      `asked again: ${asked}; then ${endings.better} better, ${endings['best-kept']} the best kept, ${endings['last-resort']} a fixed line, ${endings.silence} silence, ${endings['no-answer']} without an answer`,
    );
  }
  const second = Object.values(opinions).reduce((sum, count) => sum + count, 0);
  if (second > 0) {
    lines.push(
      `second opinions: ${second}; ${opinions['may-pass']} let it pass, ${opinions.agrees} agreed, ${opinions.unanswered} without an answer`,
    );
  }
  const { read, something, missing, broken } = heard;
  if (read + missing + broken > 0) {
    lines.push(
      `what the voice heard, by its own line: said in ${read} drafts (${something} of something), missing in ${missing}, broken in ${broken}`,
    );
  }
  const busy = rows.filter((row) => row.passed < row.judged);
  const idle = rows.filter((row) => row.passed === row.judged).map((row) => row.check);
  if (busy.length > 0) {
    lines.push(
      ...table(
        [
          'check',
          'judged',
          'passed',
          'repaired',
          'turned down',
          'let through',
          'marked',
          'wrong of marked',
          'false rejects',
        ],
        busy.map((row) => [
          row.check,
          String(row.judged),
          String(row.passed),
          `${row.repaired} (${percent(row.repaired / row.judged)})`,
          `${row.rejected} (${percent(row.rejectRate)})`,
          String(row.letThrough),
          String(row.marks.right + row.marks.wrong),
          row.wrongOfRejected === null ? '-' : interval(row.wrongOfRejected),
          row.rejected === 0 || row.falseReject === null ? '-' : interval(row.falseReject),
        ]),
      ),
    );
  }
  const ended = rows.filter(({ silenced, lastResorts }) => silenced + lastResorts > 0);
  if (ended.length > 0) {
    lines.push(
      `ended in silence: ${sumOf(ended, 'silenced')}, with a fixed line instead: ${sumOf(ended, 'lastResorts')} (${ended
        .map(({ check, silenced, lastResorts }) => `${check} ${silenced} and ${lastResorts}`)
        .join(', ')})`,
    );
  }
  if (idle.length > 0) lines.push(`passed everything: ${idle.join(', ')}`);
  if (busy.some(({ wrongOfRejected }) => wrongOfRejected !== null)) {
    lines.push(
      'wrong of marked, and from it false rejects among all that was judged; with intervals of 95 %',
    );
  }
  return lines;
}

const sumOf = (rows: readonly CheckRow[], name: 'silenced' | 'lastResorts'): number =>
  rows.reduce((sum, row) => sum + row[name], 0);

/** With the interval of 95 %. */
const interval = ({ share, low, high }: Interval): string =>
  `${percent(share)} (${percent(low)} to ${percent(high)})`;

function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(value < 1 ? 2 : 1)} %`;
}
