import { Api } from 'telegram';
import type { TlType } from '../tl/text.js';
import type { TlSchema } from './schema.js';
import { LOST, Walk } from './walk.js';

/** An object that was left out of what was read. */
export interface LostObject {
  /** The type that stood there, such as `MessageMedia`. */
  readonly type: string;
  readonly constructorId: number;
}

export interface Decoded {
  readonly value: unknown;
  /** What this program is too old for. */
  readonly lost: readonly LostObject[];
}

/** Nothing of a value could be read. `constructorId` is the number that stands where the reading stopped. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  constructor(readonly constructorId: number) {
    super('unreadable');
  }
}

/** Objects left out of one value at most; more of them are no value any more. */
const MOST_LOST = 200;
/** Bytes looked at in search of where the rest goes on, over all objects of a value. */
const MOST_SOUGHT = 8 << 20;

/**
 * Read a value to its last byte. TL says nowhere how long an object is, so one unknown number makes a plain reader
 * lose all that follows it. Here the rest is looked for: the nearest place from which everything up to the last byte
 * fits the schema again. Only the unknown object itself is lost: an element of a list is missing, an optional field is
 * empty, and media or an action become what Telegram has for "your app is too old".
 * @throws UnreadableError when no such place is found
 */
export function decode(schema: TlSchema, data: Buffer, type: TlType): Decoded {
  const walk = new Walk(schema, data, 0, standIn);
  const lost: LostObject[] = [];
  let sought = 0;
  let stop = walk.start(type);
  while (stop !== undefined) {
    const { at, constructorId } = stop;
    if (stop.type === null || lost.length >= MOST_LOST) throw new UnreadableError(constructorId);
    const found = whereItGoesOn(walk, stop.type, at, data.length, MOST_SOUGHT - sought);
    if (found.at === undefined) throw new UnreadableError(constructorId);
    sought += found.sought;
    lost.push({ type: stop.type, constructorId });
    stop = walk.resume(found.at, stop.type);
  }
  for (const { type, id } of walk.spoilt) lost.push({ type, constructorId: id });
  if (walk.value === LOST) throw new UnreadableError(lost[0]?.constructorId ?? 0);
  return { value: walk.value, lost };
}

function whereItGoesOn(
  walk: Walk,
  type: string,
  from: number,
  end: number,
  most: number,
): { readonly at: number | undefined; readonly sought: number } {
  let best: number | undefined;
  let mostObjects = 0;
  let sought = 0;
  for (let at = from + 4; at <= end && sought < most; at += 4) {
    const trial = walk.trial();
    const stop = trial.resume(at, type);
    sought += trial.position - at + 4;
    if (stop === undefined) return { at, sought };
    // Another unknown object follows: the place from which most is known until then.
    if (stop.type !== null && trial.objects > mostObjects) {
      best = at;
      mostObjects = trial.objects;
    }
  }
  return { at: best, sought };
}

/** What the library has for "too new for you"; else nothing. */
function standIn(type: string): unknown {
  switch (type) {
    case 'MessageMedia':
      return new Api.MessageMediaUnsupported();
    case 'MessageAction':
      return new Api.MessageActionCustomAction({ message: '' });
    case 'UserStatus':
      return new Api.UserStatusEmpty();
    default:
      return LOST;
  }
}
