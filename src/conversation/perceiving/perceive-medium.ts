import { createHash } from 'node:crypto';
import type { Milliseconds } from '../../core/clock.js';
import type { Unperceived } from '../../core/event.js';
import { mostBytes, mostSeconds } from '../../media/intake.js';
import { sniff } from '../../media/sniff.js';
import { plainWords, quotedText } from '../../media/text-file.js';
import { readSameSighting, readStickerMeaning, type OpenMedium } from '../../store/media/media-reader.js';
import { holdMedium, settleMedium, type Perceived } from '../../store/media/media-writer.js';
import type { PerceivingFacts } from './may-perceive.js';
import type { PerceivingNeeds } from './perceiving-needs.js';

/** Pixels of the longest side a picture is looked at in: about a thousand tokens. */
const looksAt = 1_024;
/** Below that nobody speaks; transcribers make sentences up for silence. */
const speechIsLouder = 0.01;
/** Characters of a text file that stay in the talk. */
const mostQuoted = 600;
/** What is not kept to be looked at again goes as soon as its words are there. */
const briefly: Milliseconds = 3_600_000;

/** A picture that lies ready: its words are still to be found. `null`: everything about it is settled. */
export type Opened = { readonly bytes: Uint8Array; readonly width: number; readonly height: number } | null;

/**
 * Fetch one file and take from it what its turn needs: the words of a voice message and of a text file, and of a picture
 * the picture, made small. What a file says it is counts for nothing; what its first bytes say counts.
 */
export async function openMedium(
  needs: PerceivingNeeds,
  open: OpenMedium,
  facts: PerceivingFacts,
  signal: AbortSignal,
): Promise<Opened> {
  const { row } = open;
  const known =
    row.kind === 'sticker' && row.file_key !== null
      ? await readStickerMeaning(needs.database.read, row.file_key)
      : null;
  if (known !== null)
    return settled(needs, open, { as: 'seen', text: known, by: 'remembered', heldUntil: null });
  const bytes = await fetched(needs, open, signal);
  // Cut short by a stop it is begun anew at the next start; what is late is settled by whoever waited for it.
  if (signal.aborted) return null;
  if (typeof bytes === 'string') return settled(needs, open, { as: 'not', why: bytes });
  switch (row.sense) {
    case 'sound': {
      const perceived = await heard(needs, bytes, facts, signal);
      if (signal.aborted) return null;
      await settled(needs, open, perceived);
      if (perceived.as === 'heard') await showListened(needs, open);
      return null;
    }
    case 'text': {
      const text = sniff(bytes) === 'text' ? quotedText(bytes, mostQuoted) : '';
      if (text === '') return settled(needs, open, { as: 'not', why: 'unreadable' });
      return settled(needs, open, {
        as: 'seen',
        text: `"${text.replaceAll('"', "'")}"`,
        by: 'read',
        heldUntil: null,
      });
    }
    case 'picture':
      return held(needs, open, bytes);
  }
}

async function fetched(
  { channel }: PerceivingNeeds,
  { row, place }: OpenMedium,
  signal: AbortSignal,
): Promise<Uint8Array | Unperceived> {
  const from = channel(row.account_id);
  if (from === null || place === null) return 'gone';
  if (!from.capabilities.media.fetch) return 'not-able';
  const answer = await from.fetchMedia({
    peer: row.peer_id,
    messageId: row.remote_id,
    place,
    isStill: row.is_still === 1,
    most: mostBytes[row.sense],
    signal,
  });
  if (!answer.ok) return 'gone';
  return answer.value.length === 0 ? 'unreadable' : answer.value;
}

/** The picture made small and sealed; where the same was seen before in this talk, its words are the same. */
async function held(needs: PerceivingNeeds, open: OpenMedium, bytes: Uint8Array): Promise<Opened> {
  const { worker, files, database, clock, settings } = needs;
  const type = sniff(bytes);
  if (type === null || type === 'ogg-opus' || type === 'mp4' || type === 'text') {
    return settled(needs, open, { as: 'not', why: 'unreadable' });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const same = await readSameSighting(database.read, open.row.conversation_id, sha256);
  const made = await worker.do({ kind: 'picture', bytes, most: looksAt });
  if (!made.ok)
    return settled(needs, open, { as: 'not', why: made.fault === 'not-able' ? 'not-able' : 'unreadable' });
  const { jpeg, width, height } = made.made;
  const file = await files.keep(jpeg);
  const heldUntil = clock.now() + (settings.keptFor ?? briefly);
  const isHeld = await database.write(
    (transaction) => holdMedium(transaction, open.medium, { ...file, sha256, width, height, heldUntil }),
    'ordered',
  );
  if (!isHeld) {
    await files.remove([file.name]);
    return null;
  }
  if (same === null) return { bytes: jpeg, width, height };
  return settled(needs, open, { as: 'seen', text: same.text, by: same.by, heldUntil });
}

async function heard(
  { worker, ear }: PerceivingNeeds,
  bytes: Uint8Array,
  { record }: PerceivingFacts,
  signal: AbortSignal,
): Promise<Perceived> {
  const type = sniff(bytes);
  if (ear === null) return { as: 'not', why: 'not-able' };
  if (type !== 'ogg-opus' && type !== 'mp4') return { as: 'not', why: 'unreadable' };
  let wav: Uint8Array | null = null;
  if (type === 'ogg-opus') {
    const made = await worker.do({ kind: 'hear', bytes, mostSeconds });
    if (made.ok && made.made.loudness < speechIsLouder) return { as: 'not', why: 'silent' };
    if (made.ok) wav = made.made.wav;
    else if (made.fault !== 'not-able') return { as: 'not', why: 'unreadable' };
    else if (!ear.readsFiles) return { as: 'not', why: 'not-able' };
  }
  const language = record.state.language?.slice(0, 2).toLowerCase() ?? null;
  const answer = await ear.hear({ bytes, type, wav }, { language, signal });
  if (!answer.ok) return { as: 'not', why: 'not-able' };
  const words = plainWords(answer.words);
  return words === '' ? { as: 'not', why: 'silent' } : { as: 'heard', text: words, by: ear.name };
}

/** Only what was really listened to is shown as played; a courtesy, and not repeated. */
async function showListened({ channel }: PerceivingNeeds, { row }: OpenMedium): Promise<void> {
  const from = channel(row.account_id);
  if (from?.capabilities.media.listened === true) await from.markListened(row.peer_id, [row.remote_id]);
}

/** Write down what it was, and let go of what is not kept. */
export async function settled(
  { database, clock, files, report }: PerceivingNeeds,
  { medium, row }: OpenMedium,
  perceived: Perceived,
): Promise<null> {
  const gone = await database.write(
    (transaction) => settleMedium(transaction, medium, perceived, clock.now()),
    'ordered',
  );
  await files.remove(gone);
  const outcome = perceived.as === 'not' ? perceived.why : perceived.as;
  report.perceived(row.conversation_id, row.kind, outcome, clock.now() - row.created_at);
  return null;
}
