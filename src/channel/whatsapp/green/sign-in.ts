import type { Clock } from '../../../core/clock.js';
import { isRecord, textIn } from '../../../lib/json-fields.js';
import type { ChannelResult } from '../../contract.js';
import { createGreenClient } from './green-client.js';

export interface GreenSignIn {
  readonly apiUrl: string;
  readonly instance: string;
  readonly token: string;
  readonly clock: Clock;
}

export interface GreenSigningIn {
  /** account/GetWaSettings: the state of the instance, and the phone's number where it is linked. */
  state(): Promise<ChannelResult<{ readonly state: string; readonly number: string }>>;
  /** account/Qr: a picture (PNG) that the phone has to scan within some 20 seconds; null where it is linked already. */
  picture(): Promise<ChannelResult<Buffer | null>>;
  close(): void;
}

/** For whoever is about to keep the token, or to link the phone. Nothing that people wrote is taken. */
export function signInGreen({ apiUrl, instance, token, clock }: GreenSignIn): GreenSigningIn {
  const client = createGreenClient(apiUrl, instance, token, clock);
  return {
    async state() {
      const answer = await client.call('getWaSettings');
      if (!answer.ok) return answer;
      const settings = isRecord(answer.value) ? answer.value : {};
      const state = textIn(settings, 'stateInstance');
      if (state === undefined)
        return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_STATE' } };
      return { ok: true, value: { state, number: (textIn(settings, 'phone') ?? '').replace(/\D/gu, '') } };
    },
    async picture() {
      const answer = await client.call('qr');
      if (!answer.ok) return answer;
      const value = isRecord(answer.value) ? answer.value : {};
      const picture = textIn(value, 'message') ?? '';
      if (textIn(value, 'type') !== 'qrCode') return { ok: true, value: null };
      return { ok: true, value: Buffer.from(picture.replace(/^data:image\/png;base64,/u, ''), 'base64') };
    },
    close: () => client.close(),
  };
}
