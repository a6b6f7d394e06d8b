import type { TlObject, TlValue } from '../../mtproto/rpc.js';

/** Reactions became objects in layer 145; before, they were plain emoji. */
const REACTION_OBJECTS_SINCE = 145;
/** Several usernames per user: layer 148. */
const USERNAMES_SINCE = 148;

/** True when values need `toLegacy` before a client of this layer can read them. */
export function isLegacy(layer: number): boolean {
  return layer < USERNAMES_SINCE;
}

/** Rewrites what changed its shape under the same name. Fields a layer does not have are left out by the encoder. */
export function toLegacy(value: TlValue, layer: number): TlValue {
  if (Array.isArray(value)) return value.map((item: TlValue) => toLegacy(item, layer));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || !('_' in value)) return value;
  const object = value;
  const copy: Record<string, TlValue> = {};
  for (const [key, item] of Object.entries(object)) copy[key] = toLegacy(item, layer);
  if (
    layer < REACTION_OBJECTS_SINCE &&
    (object._ === 'reactionCount' || object._ === 'messagePeerReaction')
  ) {
    const reaction = object['reaction'];
    copy['reaction'] =
      typeof reaction === 'object' && reaction !== null && 'emoticon' in reaction ? reaction['emoticon'] : '';
    if (object['chosenOrder'] !== undefined) copy['chosen'] = true;
  }
  if (object._ === 'updateUserName') {
    const first = Array.isArray(object['usernames']) ? (object['usernames'] as TlObject[])[0] : undefined;
    copy['username'] = first?.['username'] ?? '';
  }
  return copy as TlObject;
}
