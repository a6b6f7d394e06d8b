import type { RetentionDays } from '../../config/sections/retention-section.js';
import { OperatorError } from '../../core/failure.js';
import { personId, peerId } from '../../core/ids.js';
import { systemClock } from '../../lib/system-clock.js';
import { dutyReport } from '../../app/views/duty-report.js';
import { withStore } from '../../app/orders/store-without-run.js';
import { unlockPerson } from '../../store/duty/duty-store.js';
import { withReaderOrNone } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface DutiesReportOptions extends SettingsOptions {
  readonly json?: boolean;
  /** The configured one when left out. */
  readonly region?: string;
}

/** `kindred duties report`: what a public page about the protocol needs. */
export async function dutiesReport(surroundings: Surroundings, options: DutiesReportOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const report = await withReaderOrNone(config, (read) =>
    dutyReport(read, config, options.region, systemClock().now()),
  );
  const { profile, hotlines, outdatedHotlines: outdated } = report;
  if (options.json === true) {
    printJson(surroundings, report);
    return;
  }
  print(surroundings, `Region ${profile.name} (${profile.source}; as of ${profile.asOf})`);
  for (const duty of profile.duties) print(surroundings, `- ${duty}`);
  for (const { says, source, from } of profile.points)
    print(surroundings, `- ${says} (${source}; from ${from})`);
  print(
    surroundings,
    `Reminder that this is an AI: every ${profile.reminderHours} h of talk; memory: ${profile.asksForMemory ? 'only after a yes' : 'on, with notice, until taken back'}`,
  );
  print(surroundings, `\nKept (days; retention in kindred.yaml): ${keptWords(config.retention)}`);
  print(surroundings, `\nDetection: ${report.protocol.detection}`);
  print(
    surroundings,
    `\nAnswer (English, United States, ${report.protocol.wording}):\n${report.protocol.answer}`,
  );
  print(surroundings, '\nHelp lines:');
  for (const { country, emergency, lines, site, source, sourceDate, verifiedOn } of hotlines) {
    print(surroundings, `  ${country}  emergency ${emergency}`);
    for (const { name, contact, hours } of lines) print(surroundings, `      ${name}: ${contact} (${hours})`);
    print(surroundings, `      ${site}`);
    const dated = sourceDate === '' ? '' : ` of ${sourceDate}`;
    print(surroundings, `      compared ${verifiedOn} with a page${dated}: ${source}`);
  }
  if (outdated.length > 0) print(surroundings, `Outdated entries: ${outdated.join(', ')}`);
  print(surroundings, `\nCounts of ${report.year}:`);
  for (const { kind, tier, language, outcome, count } of report.counts) {
    print(
      surroundings,
      `  ${[kind, tier, language, outcome].filter((part) => part !== '').join(' ')}: ${count}`,
    );
  }
  print(surroundings, `Locked for age: ${report.locked.length}`);
}

function keptWords(days: RetentionDays): string {
  const of = (kept: number | null): string => (kept === null ? 'until deletion is asked for' : String(kept));
  return [
    `messages ${of(days.messages)}`,
    `records of model calls ${of(days.turnRecords)}`,
    `what came with messages ${of(days.media)}`,
    `replaced databases ${of(days.replacedDatabases)}`,
    `everything of persons locked for their age ${of(days.lockedMinors)}`,
    'memories until the person deletes them; words in the log: none',
  ].join('; ');
}

/** `kindred duties unlock <person>`: the operator made sure that the person is an adult. */
export async function dutiesUnlock(
  surroundings: Surroundings,
  person: string,
  options: SettingsOptions & { readonly json?: boolean },
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const [channel = '', peer = ''] = person.split(':');
  const now = systemClock().now();
  const id = personId(channel, peerId(peer));
  const wasLocked = await whileOwning(surroundings, config, 'kindred duties unlock', () =>
    withStore(config, (database) => database.write((transaction) => unlockPerson(transaction, id, now))),
  );
  if (!wasLocked) {
    throw new OperatorError(`${person} is not locked`, 'see "kindred duties report --json" for who is');
  }
  if (options.json === true) printJson(surroundings, { person: id, locked: false });
  else print(surroundings, `${person} is served again`);
}
