import type { World } from '../../telegram/world/world.js';
import { findFile, type StoredFile } from '../../telegram/method/uploads.js';
import { badRequest } from '../call/bot-api-error.js';

/** A link to a file holds at least one hour: https://core.telegram.org/bots/api#getfile. */
const LINK_MS = 3_600_000;
/** https://core.telegram.org/bots/api#getfile: bots can download files of up to 20 MB. */
const MAX_DOWNLOAD = 20 << 20;

const FOLDERS: Readonly<Record<string, readonly [folder: string, ending: string]>> = {
  photo: ['photos', 'jpg'],
  voice: ['voice', 'oga'],
  video: ['videos', 'mp4'],
  sticker: ['stickers', 'webp'],
  audio: ['music', 'mp3'],
  animation: ['animations', 'mp4'],
  video_note: ['video_notes', 'mp4'],
};

export interface FileHandle {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
}

/** A file as one bot knows it: an id is worth nothing to another bot. */
export function fileHandle(bot: number, kind: string, id: bigint, size: number): FileHandle {
  return {
    file_id: Buffer.from(`${bot}:${kind}:${id}`).toString('base64url'),
    file_unique_id: Buffer.from(`${kind}:${id}`).toString('base64url').slice(0, 16),
    file_size: size,
  };
}

/** The file behind an id of this bot; undefined when it is none. */
export function fileBehind(
  world: World,
  bot: number,
  fileId: string,
): { readonly kind: string; readonly file: StoredFile } | undefined {
  const [owner, kind, id] = Buffer.from(fileId, 'base64url').toString('utf8').split(':');
  if (owner !== String(bot) || kind === undefined || !/^-?[0-9]+$/.test(id ?? '')) return undefined;
  const file = findFile(world, BigInt(id ?? 0));
  return file === undefined ? undefined : { kind, file };
}

/** Answers getFile: the path under `/file/bot<token>/`, which holds for an hour. */
export function linkFile(world: World, bot: number, fileId: string): FileHandle & { file_path: string } {
  if (fileId === '') throw badRequest('file_id not specified');
  const found = fileBehind(world, bot, fileId);
  if (found === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
  const { kind, file } = found;
  if (file.bytes.length > MAX_DOWNLOAD) throw badRequest('file is too big');
  const [folder, ending] = FOLDERS[kind] ?? ['documents', 'bin'];
  const path = `${folder}/file_${BigInt.asUintN(64, file.id)}.${ending}`;
  world.db
    .prepare('INSERT OR REPLACE INTO bot_files (path, bot, file, expires_at) VALUES (?, ?, ?, ?)')
    .run(path, bot, file.id.toString(), world.clock.now() + LINK_MS);
  return { ...fileHandle(bot, kind, file.id, file.bytes.length), file_path: path };
}

/** What lies behind a link; undefined when it is no link of this bot, or ran out. */
export function followLink(world: World, bot: number, path: string): StoredFile | undefined {
  const row = world.db
    .prepare<[string, number, number], { file: string }>(
      'SELECT file FROM bot_files WHERE path = ? AND bot = ? AND expires_at > ?',
    )
    .get(path, bot, world.clock.now());
  return row === undefined ? undefined : findFile(world, BigInt(row.file));
}
