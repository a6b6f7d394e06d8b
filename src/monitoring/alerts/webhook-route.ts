import type { Clock } from '../../core/clock.js';
import type { AlertOutcome, AlertRoute, DatedAlert } from './alert.js';

export interface WebhookOptions {
  /** May hold a secret: it is in no log and in no error. */
  readonly url: string;
  readonly token?: string;
  /** Names the machine, where several report to one receiver. */
  readonly host: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Statuses that pass; any other from 400 on means that the request is not wanted. */
const passing: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/**
 * A POST of JSON per alert: `text` (one sentence, which chat services show as it is), then fields for a program:
 * `program`, `host`, `kind`, `severity`, `key` (the same for what is raised and resolved), `at` (ISO 8601, UTC), `heldBack`, and those of the kind.
 */
export function webhookRoute({ url, token, host, clock }: WebhookOptions): AlertRoute {
  return {
    name: 'webhook',
    async deliver(alert, signal): Promise<AlertOutcome> {
      let response: Response;
      try {
        response = await fetch(url, {
          method: 'POST',
          // A redirect could lead the token elsewhere.
          redirect: 'manual',
          signal,
          headers: {
            'content-type': 'application/json',
            'user-agent': 'kindred',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(toBody(alert, host)),
        });
      } catch (cause) {
        return { outcome: 'later', code: codeOf(cause) };
      }
      await response.body?.cancel().catch(() => undefined);
      const { status } = response;
      if (response.ok) return { outcome: 'told' };
      if (status < 500 && !passing.has(status)) return { outcome: 'refused', code: String(status) };
      const waitMs = retryAfter(response.headers.get('retry-after'), clock.now());
      return { outcome: 'later', code: String(status), ...(waitMs === null ? {} : { waitMs }) };
    },
  };
}

function toBody({ kind, severity, key, text, fields, at, heldBack }: DatedAlert, host: string) {
  const more = heldBack === 0 ? '' : ` (${heldBack} more alerts were held back.)`;
  return {
    text: `${text}${more}`,
    ...{ program: 'kindred', host, kind, severity, key },
    at: new Date(at).toISOString(),
    heldBack,
    ...fields,
  };
}

/** RFC 9110, 10.2.3: seconds, or a date. No receiver is waited for longer than an hour. */
function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const ms = /^\d+$/u.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : null;
}

/** The code of a failed connection, such as `ECONNREFUSED`; never the address. */
function codeOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return inner instanceof Error && inner.name === 'AbortError' ? 'no-answer' : 'failed';
}
