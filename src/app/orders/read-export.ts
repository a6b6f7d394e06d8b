import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { ExportReader, type ExportedChat, type ReadEntry } from '../../memory/chat-export/export-reader.js';
import { DateReader } from '../../memory/chat-export/read-date.js';
import { count, surveyOf, type ChatSurvey } from '../../memory/chat-export/survey.js';

export interface ExportFile {
  readonly path: string;
  readonly bytes: number;
}

export interface ReadingOptions {
  /** The zone of the computer it was exported on, for exports that say no seconds. */
  readonly zone: string;
  readonly now: Milliseconds;
  readonly onProgress: (share: number) => void;
  readonly stop: AbortSignal;
}

/** What is in an export, before anything of it is taken over. */
export interface ExportSurvey {
  readonly isOfAccount: boolean;
  /** The user id of whoever exported it, where it says so. */
  readonly exporter: string | null;
  /** In the order of the file. Only private chats are counted. */
  readonly chats: readonly ChatSurvey[];
  /** Why it could not be read to its end; null when it could. */
  readonly broken: string | null;
}

/** Bytes read at a time: what is held of a file, whatever its size. */
const pieceBytes = 1024 * 1024;

/**
 * The file of an export, or the `result.json` of the folder that Telegram Desktop made.
 * @throws OperatorError where there is none, or it is the export for people to read.
 */
export function exportFile(given: string): ExportFile {
  const facts = statSync(given, { throwIfNoEntry: false });
  if (facts === undefined)
    throw new OperatorError(`there is no file ${given}`, 'name the result.json of an export');
  const path = facts.isDirectory() ? join(given, 'result.json') : given;
  if (facts.isDirectory() && !existsSync(path)) {
    const isPage = existsSync(join(given, 'messages.html'));
    throw new OperatorError(
      `there is no result.json in ${given}`,
      isPage
        ? 'it is the export as pages: export anew as machine-readable JSON'
        : 'name the result.json of an export',
    );
  }
  return { path, bytes: statSync(path).size };
}

/** Reads the whole file once and counts. */
export async function surveyExport(file: ExportFile, options: ReadingOptions): Promise<ExportSurvey> {
  const surveys = new Map<ExportedChat, ChatSurvey>();
  const reader = new ExportReader(new DateReader(options.zone, options.now), isPrivate);
  await eachEntry(file, reader, options, (entry) => {
    const survey = surveys.get(entry.chat) ?? surveyOf(entry.chat);
    surveys.set(entry.chat, survey);
    count(survey, entry);
    return Promise.resolve();
  });
  return {
    isOfAccount: reader.isOfAccount,
    exporter: reader.self,
    chats: reader.chats.map((chat) => surveys.get(chat) ?? surveyOf(chat)),
    broken: options.stop.aborted ? 'it was stopped; run it again to go on' : reader.problem(true),
  };
}

/** Hands over the messages of one chat in order. @returns why the rest could not be read; null when all was */
export async function readChat(
  file: ExportFile,
  key: string,
  options: ReadingOptions,
  each: (entry: ReadEntry) => Promise<void>,
): Promise<string | null> {
  const reader = new ExportReader(new DateReader(options.zone, options.now), (chat) => chat.key === key);
  await eachEntry(file, reader, options, each);
  return options.stop.aborted ? 'it was stopped; run it again to go on' : reader.problem(true);
}

async function eachEntry(
  { path, bytes }: ExportFile,
  reader: ExportReader,
  { onProgress, stop }: ReadingOptions,
  each: (entry: ReadEntry) => Promise<void>,
): Promise<void> {
  let read = 0;
  try {
    const stream = createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>;
    for await (const piece of stream) {
      read += piece.length;
      for (const entry of reader.take(piece)) await each(entry);
      onProgress(read / Math.max(1, bytes));
      if (stop.aborted || reader.problem(false) !== null) break;
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code !== 'EACCES' && code !== 'EISDIR' && code !== 'EIO') throw cause;
    throw new OperatorError(`${path} may not be read`, 'change its mode or owner', { cause });
  }
}

/** Whether a chat is one between two people, as far as the export says. */
export const isPrivate = ({ type }: ExportedChat): boolean => type === null || type === 'personal_chat';
