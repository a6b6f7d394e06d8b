import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { MediaPlace } from '../../../core/event.js';
import type { ChannelFailure, ChannelResult, FetchRequest } from '../../contract.js';
import type { Caller } from '../call.js';
import { toAttachments } from '../message/attachments.js';
import { fromMessageId } from '../tl-ids.js';
import { readPlace, type FilePlace } from './file-place.js';
import type { ForeignLines } from './foreign-lines.js';

export interface FetchParts {
  readonly clock: Clock;
  readonly caller: Caller;
  readonly foreign: ForeignLines;
  /** The data centre the account lives in. */
  readonly home: () => number;
  readonly deadline: Milliseconds;
}

/**
 * Bytes of one piece. core.telegram.org/api/files: it divides a megabyte and no piece reaches over the border of one.
 */
const SMALL_PIECE = 131_072;
const PIECE = 524_288;
const SMALL_FILE = 1_048_576;
/** A wait the server asks for that is longer is not waited for. */
const MOST_WAIT: Milliseconds = 5_000;

/**
 * A file, piece by piece and one after the other: at the sizes of a chat a second connection gains nothing. A reference
 * that has expired is looked up once through its message; a file that moved is followed once.
 */
export async function fetchFile(
  parts: FetchParts,
  request: FetchRequest,
): Promise<ChannelResult<Uint8Array>> {
  let place = readPlace(request.place.address);
  if (place === undefined) return gone('ADDRESS_UNREADABLE');
  let mayRefresh = true;
  let mayMove = true;
  for (;;) {
    const fetched = await fetchAt(parts, place, request);
    if (fetched.ok) return fetched;
    const { code } = fetched.failure;
    const moved = /^MIGRATE_TO_DC_(\d+)$/u.exec(code);
    if (moved !== null && mayMove) {
      mayMove = false;
      place = { ...place, dcId: Number(moved[1]) };
    } else if (code.startsWith('FILE_REFERENCE_') && mayRefresh) {
      mayRefresh = false;
      const fresh = await shownAnew(parts, request);
      if (!fresh.ok) return fresh;
      place = fresh.value;
    } else return fetched;
  }
}

async function fetchAt(
  { clock, caller, foreign, home, deadline }: FetchParts,
  { dcId, location }: FilePlace,
  { most, place, signal }: FetchRequest,
): Promise<ChannelResult<Uint8Array>> {
  const limit = place.bytes > SMALL_FILE ? PIECE : SMALL_PIECE;
  const pieces: Uint8Array[] = [];
  let have = 0;
  let waits = 0;
  for (;;) {
    if (signal.aborted) return { ok: false, failure: { kind: 'unknown', code: 'ABORTED' } };
    const ask = new Api.upload.GetFile({ location, offset: bigInt(have), limit });
    const answer = dcId === home() ? await caller.call(ask, deadline) : await foreign.call(dcId, ask);
    if (!answer.ok) {
      const wait = waitOf(answer.failure);
      if (wait === null || waits > 1) return answer;
      waits += 1;
      await clock.sleep(wait, signal);
      continue;
    }
    if (!(answer.value instanceof Api.upload.File)) return gone('CDN_REDIRECT');
    const { bytes } = answer.value;
    pieces.push(bytes);
    have += bytes.length;
    if (have > most) return gone('LARGER_THAN_ALLOWED');
    if (bytes.length < limit) break;
  }
  // What ends early was cut, and what is longer than announced is not what was announced.
  return have === place.bytes ? { ok: true, value: Buffer.concat(pieces) } : gone('SIZE_DIFFERS');
}

function waitOf(failure: ChannelFailure): Milliseconds | null {
  return failure.kind === 'flood' && failure.wait <= MOST_WAIT ? failure.wait : null;
}

/** The same place as the message shows it now. */
async function shownAnew(
  { caller, deadline }: FetchParts,
  { messageId, isStill, place }: FetchRequest,
): Promise<ChannelResult<FilePlace>> {
  const id = [new Api.InputMessageID({ id: fromMessageId(messageId) })];
  const answer = await caller.call(new Api.messages.GetMessages({ id }), deadline);
  if (!answer.ok) return answer;
  const [message] = 'messages' in answer.value ? answer.value.messages : [];
  if (!(message instanceof Api.Message)) return gone('MESSAGE_GONE');
  const [attachment] = toAttachments(message.media);
  const fresh: MediaPlace | undefined = isStill ? attachment?.source?.still : attachment?.source?.whole;
  // An edit may have put another file in its place: that one is no answer to what was asked.
  if (fresh === undefined || fresh.bytes !== place.bytes) return gone('MESSAGE_SHOWS_ANOTHER');
  return asResult(readPlace(fresh.address));
}

function asResult(place: FilePlace | undefined): ChannelResult<FilePlace> {
  return place === undefined ? gone('ADDRESS_UNREADABLE') : { ok: true, value: place };
}

function gone(code: string): { readonly ok: false; readonly failure: ChannelFailure } {
  return { ok: false, failure: { kind: 'media-gone', code } };
}
