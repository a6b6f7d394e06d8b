import { rungs, type DeliveryEvent } from '../../../core/event.js';
import { remoteMessageId, sendId, type PeerId } from '../../../core/ids.js';
import { numberIn, recordsIn, textIn, type Json } from '../../../lib/json-fields.js';
import { meaningOfCode } from './failure.js';
import { secondsIn } from './read-message.js';

/** Said of voice messages only, which were read by that. */
const played = 'played';

/**
 * One entry of `statuses[]` (webhooks/reference/messages/status, 2026-05-21), in whatever order they come; undefined for
 * one that names no message or says nothing we know. What we put beside the message comes back with it.
 */
export function readStatus(status: Json, peer: PeerId | undefined): DeliveryEvent | undefined {
  const id = textIn(status, 'id');
  const said = textIn(status, 'status');
  const state = said === played ? 'read' : rungs.find((rung) => rung === said);
  if (id === undefined || id === '' || state === undefined) return undefined;
  const ours = textIn(status, 'biz_opaque_callback_data');
  return {
    kind: 'delivery',
    messageId: remoteMessageId(id),
    state,
    at: secondsIn(status, 'timestamp'),
    ...(peer === undefined ? {} : { peer }),
    ...(ours === undefined || ours === '' ? {} : { sendId: sendId(ours) }),
    ...(state === 'failed' ? { code: codeIn(status) } : {}),
  };
}

function codeIn(status: Json): string {
  const [error] = recordsIn(status, 'errors');
  const code = error === undefined ? undefined : numberIn(error, 'code');
  return code === undefined ? 'FAILED' : meaningOfCode(code).code;
}
