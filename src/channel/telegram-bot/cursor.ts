import { isRecord, parsedJson } from '../../lib/json-fields.js';

/** The next update to ask for, of one bot: another token may be another bot's, whose numbers mean nothing here. */
export interface BotPlace {
  readonly bot: string;
  readonly next: number;
}

export function toCursor({ bot, next }: BotPlace): string {
  return JSON.stringify({ bot, next });
}

/**
 * Where to begin: 0 is at the oldest that waits. Never compared with the number of an update: after a week without any,
 * and for a new bot, the numbers begin somewhere else, also lower (https://core.telegram.org/bots/api#update).
 */
export function nextOf(cursor: string | null, bot: string): number {
  if (cursor === null) return 0;
  const place = parsedJson(cursor);
  const isOurs = isRecord(place) && place['bot'] === bot && Number.isSafeInteger(place['next']);
  return isOurs ? Number(place['next']) : 0;
}
