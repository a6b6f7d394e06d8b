import { resolve } from 'node:path';
import { spending } from '../../app/composition/settings.js';
import { ChatIsToBeChosen } from '../../app/orders/choose-chat.js';
import { importChat, type ImportResult } from '../../app/orders/import-chat.js';
import { exportFile } from '../../app/orders/read-export.js';
import { withStore } from '../../app/orders/store-without-run.js';
import type { Config } from '../../config/config.js';
import { estimatePast } from '../../conversation/afterthought/past-estimate.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import type { ChatSurvey } from '../../memory/chat-export/survey.js';
import { costOf, priceOf } from '../../model/prices.js';
import { findAccount } from '../account/find-account.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { whileOwning } from '../../app/orders/while-owning.js';
import { plain } from '../terminal/plain.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface MemoryImportOptions extends SettingsOptions {
  readonly account: string;
  readonly chat?: string;
  readonly madeBy?: 'account' | 'person';
  readonly otherSide: 'character' | 'operator';
  readonly zone?: string;
  readonly json?: boolean;
}

/** What reading the talk in the background will take; dollars where a price is known. */
interface Reading {
  readonly calls: number;
  readonly dollars: number | null;
  readonly hours: number;
}

/**
 * `kindred memory import <file>`: a chat as Telegram Desktop exports it becomes the beginning of a conversation. Of the
 * export of a whole account it lists what is in it, and takes the one that `--chat` names.
 * @returns whether the whole file was taken over
 */
export async function memoryImport(
  surroundings: Surroundings,
  file: string,
  options: MemoryImportOptions,
): Promise<boolean> {
  const { config } = loadSettings(surroundings, options);
  const { id: account, character } = findAccount(config.accounts, options.account);
  const zone = zoneOrRefused(options.zone);
  const path = resolve(surroundings.cwd, file);
  // Before anything is opened: a wrong name leaves no data folder behind.
  exportFile(path);
  const bar = new ProgressBar(surroundings.stderr, 'importing');
  let reading: Reading | null = null;
  const result = await whileOwning(surroundings, config, 'kindred memory import', () =>
    withStore(
      config,
      (database) =>
        importChat(database, systemClock(), {
          file: path,
          chat: options.chat,
          account,
          character,
          madeBy: options.madeBy,
          otherSide: options.otherSide,
          zone,
          onSurvey: (survey) => {
            reading = readingOf(survey, config);
            if (!options.json) print(surroundings, inWords(survey, reading));
          },
          onProgress: (share) => bar.show(share),
          stop: surroundings.stop,
        }),
      { makesOne: true },
    ),
  )
    .catch((cause: unknown) => {
      bar.end();
      if (cause instanceof ChatIsToBeChosen)
        listChats(surroundings, cause.survey.chats, options.json === true);
      throw cause;
    })
    .finally(() => bar.end());
  if (options.json) printJson(surroundings, { ...result, zone: result.byZone > 0 ? zone : null, reading });
  else for (const line of resultInWords(result, zone, options.zone !== undefined)) print(surroundings, line);
  return result.broken === null && result.unreadable === 0;
}

function zoneOrRefused(given: string | undefined): string {
  if (given === undefined) return Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new OperatorError(`"${given}" is no time zone`, 'use an IANA name such as Europe/Berlin', {
      cause,
    });
  }
}

/** Cents are as exact as an estimate can be. */
const centUsd = 10_000;

function readingOf({ messages, tokens }: ChatSurvey, config: Config): Reading {
  const { calls, inputTokens, outputTokens, ms } = estimatePast(messages, tokens);
  const { prices, firstModel } = spending(config);
  const { provider, model } = firstModel('scribe');
  const price = priceOf(provider, model, prices);
  const cost =
    price === null
      ? null
      : costOf({ input: inputTokens, output: outputTokens, cacheRead: 0, cacheWrite: 0 }, price);
  return {
    calls,
    dollars: cost === null ? null : Math.ceil(cost / centUsd) / 100,
    hours: Math.ceil(ms / 360_000) / 10,
  };
}

function inWords({ messages }: ChatSurvey, { calls, dollars, hours }: Reading): string {
  const cost = dollars === null ? 'at a price nobody named' : `about $${dollars.toFixed(2)}`;
  const time = hours < 1 ? `${Math.max(1, Math.round(hours * 60))} minutes` : `${hours} hours`;
  return `${messages} messages. Reading them, in the background and newest first, will take about ${calls} calls, ${cost}, ${time}.`;
}

function resultInWords(result: ImportResult, zone: string, isGiven: boolean): readonly string[] {
  const { conversation, added, alreadyThere, service, others, byZone, problems, unreadable, broken } = result;
  return [
    `${conversation}: ${added} messages taken over${alreadyThere === 0 ? '' : `, ${alreadyThere} were there already`}`,
    ...(service === 0
      ? []
      : [`  ${service} entries are no messages (pinned messages, pictures of the chat)`]),
    ...(others === 0 ? [] : [`  ${others} lines of somebody else were left out`]),
    ...(byZone === 0
      ? []
      : [
          `  ${byZone} messages say no seconds and were read on the clock of ${zone}${isGiven ? '' : ', this computer; --zone names another'}`,
        ]),
    ...(unreadable === 0 ? [] : [`  ${unreadable} could not be read:`]),
    ...problems.map((problem) => `    ${plain(problem)}`),
    ...(unreadable > problems.length ? [`    and ${unreadable - problems.length} more`] : []),
    ...(broken === null ? [] : [`  the rest was not read: ${broken}`]),
    'The next "kindred run" reads it in the background and remembers; the person is told about the AI first.',
  ];
}

function listChats(surroundings: Surroundings, chats: readonly ChatSurvey[], json: boolean): void {
  const day = (at: number | null): string | null =>
    at === null ? null : new Date(at).toISOString().slice(0, 10);
  const rows = chats.map(({ chat, messages, first, last }) => ({
    id: chat.id,
    name: chat.name === null ? null : plain(chat.name),
    type: chat.type,
    messages: chat.type === null || chat.type === 'personal_chat' ? messages : null,
    first: day(first),
    last: day(last),
  }));
  if (json) {
    printJson(surroundings, { chats: rows });
    return;
  }
  const lines = table(
    ['id', 'name', 'what', 'messages', 'from', 'to'],
    rows.map(({ id, name, type, messages, first, last }) => [
      id ?? '',
      name ?? '',
      (type ?? '').replaceAll('_', ' '),
      messages === null ? '' : String(messages),
      first ?? '',
      last ?? '',
    ]),
  );
  for (const line of lines) print(surroundings, line);
}
