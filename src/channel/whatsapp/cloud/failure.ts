import type { ChannelFailure } from '../../contract.js';
import { isRecord, numberIn, parsedJson, recordIn, type Json } from '../../../lib/json-fields.js';

/** Answered without saying for how long: throughput is per second, a pair some seconds, an application an hour's share. */
const throughputWaitMs = 30_000;
const pairWaitMs = 6_000;
const appWaitMs = 300_000;
const codeOf = (code: number): string => `CLOUD_${code}`;

/**
 * Codes of the Graph API and what they mean to us
 * (https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes, 2026-06-18, which says to
 * go by the code and not by the title). The same ones come in answers and, later, in statuses.
 */
export function meaningOfCode(code: number): ChannelFailure {
  const named = codeOf(code);
  switch (code) {
    // Whether it was done is not said.
    case 1:
    case 2:
    case 131000:
    case 131016:
      return { kind: 'unknown', code: named };
    case 0:
    case 190:
    case 10:
    case 131005:
      return { kind: 'logged-out', code: 'TOKEN_INVALID' };
    case 4:
    case 80007:
      return { kind: 'flood', wait: appWaitMs, code: named };
    case 130429:
      return { kind: 'flood', wait: throughputWaitMs, code: named };
    case 131056:
      return { kind: 'pair-flood', wait: pairWaitMs, code: named };
    case 131047:
      return { kind: 'window-closed', code: 'WINDOW_CLOSED' };
    // 131026: not told which, an old program, no account, or blocked; never taken for a block. The others: not now,
    // whatever is tried instead.
    case 131026:
    case 131049:
    case 130472:
    case 131050:
      return { kind: 'peer-restricted', code: named };
    case 131048:
      return { kind: 'account-limited', code: named };
    case 368:
    case 131031:
      return { kind: 'account-banned', code: named };
    case 131042:
      return { kind: 'unpaid', code: named };
    case 131021:
    case 33:
      return { kind: 'peer-unknown', code: named };
  }
  // Registration of the number: nothing can be sent before it is mended.
  if (code >= 133000 && code <= 133016) return { kind: 'logged-out', code: named };
  return { kind: 'rejected', code: named };
}

/** Null for an answer that is none of the Graph API's, such as a proxy's page. */
export function readAnswer(
  status: number,
  body: string,
):
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly failure: ChannelFailure }
  | null {
  const answer = parsedJson(body);
  if (!isRecord(answer)) return null;
  const error = recordIn(answer, 'error');
  if (error !== undefined) {
    const code = numberIn(error, 'code');
    // The server may have done it before it fell over, whatever it calls that.
    if (code === undefined || (status >= 500 && !isClear(code))) {
      return { ok: false, failure: { kind: 'unknown', code: `SERVER_${status}` } };
    }
    return { ok: false, failure: meaningOfCode(code) };
  }
  if (status >= 500) return { ok: false, failure: { kind: 'unknown', code: `SERVER_${status}` } };
  if (status === 401) return { ok: false, failure: { kind: 'logged-out', code: 'TOKEN_INVALID' } };
  return status >= 200 && status < 300
    ? { ok: true, value: answer }
    : { ok: false, failure: { kind: 'rejected', code: `REFUSED_${status}` } };
}

/** Says by itself that nothing was sent. */
function isClear(code: number): boolean {
  return meaningOfCode(code).kind !== 'unknown' && meaningOfCode(code).kind !== 'rejected';
}
