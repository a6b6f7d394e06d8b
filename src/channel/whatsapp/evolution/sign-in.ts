import type { Clock } from '../../../core/clock.js';
import { isRecord, recordIn, recordsIn, textIn } from '../../../lib/json-fields.js';
import type { ChannelResult } from '../../contract.js';
import { createEvolutionClient, type EvolutionClient } from './evolution-client.js';

export interface EvolutionInstanceInfo {
  readonly state: string;
  readonly name: string;
  /** Digits; empty where the server does not say. */
  readonly number: string;
}

/** What is to be told, by the names in the settings (evolution-api 2.3.7, webhook.dto.ts). */
const events = [
  'MESSAGES_UPSERT',
  'MESSAGES_EDITED',
  'MESSAGES_UPDATE',
  'MESSAGES_DELETE',
  'SEND_MESSAGE',
  'PRESENCE_UPDATE',
  'CONNECTION_UPDATE',
];

/** Whether the token opens the instance, and how it is. Nothing is changed. */
export async function askInstance(
  client: EvolutionClient,
  signal?: AbortSignal,
): Promise<ChannelResult<EvolutionInstanceInfo>> {
  const told = await client.call('instance/connectionState', signal === undefined ? {} : { signal });
  if (!told.ok) return told;
  const instance = recordIn(isRecord(told.value) ? told.value : {}, 'instance') ?? {};
  const state = textIn(instance, 'state');
  if (state === undefined) return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_STATE' } };
  const name = textIn(instance, 'instanceName') ?? '';
  const listed = await client.call(`instance/fetchInstances?instanceName=${encodeURIComponent(name)}`, {
    ...(signal === undefined ? {} : { signal }),
  });
  // Some versions let only the server's own key ask this: then nobody knows the number, which is no trouble.
  const [about] = recordsIn({ list: listed.ok ? listed.value : [] }, 'list');
  const owner = textIn(about ?? {}, 'ownerJid')?.split('@')[0] ?? '';
  return {
    ok: true,
    value: { state, name: textIn(about ?? {}, 'profileName') ?? '', number: owner.replace(/\D/gu, '') },
  };
}

/** Where events are posted to from now on, and what they are signed with; files never come along. */
export function setEvolutionHook(
  client: EvolutionClient,
  url: string,
  secret: string,
  signal?: AbortSignal,
): Promise<ChannelResult<unknown>> {
  const webhook = {
    enabled: true,
    url,
    headers: { jwt_key: secret },
    byEvents: false,
    base64: false,
    events,
  };
  return client.call('webhook/set', { body: { webhook }, ...(signal === undefined ? {} : { signal }) });
}

export interface EvolutionSignIn {
  readonly server: string;
  readonly instance: string;
  readonly token: string;
  readonly clock: Clock;
}

export interface EvolutionSigningIn {
  state(): Promise<ChannelResult<EvolutionInstanceInfo>>;
  /** What the phone has to scan now; null where it is linked already. */
  code(): Promise<ChannelResult<string | null>>;
  close(): void;
}

/** For whoever is about to keep the token, or to link the phone. */
export function signInEvolution({ server, instance, token, clock }: EvolutionSignIn): EvolutionSigningIn {
  const client = createEvolutionClient(server, instance, token, clock);
  return {
    state: () => askInstance(client),
    async code() {
      const answer = await client.call('instance/connect');
      if (!answer.ok) return answer;
      const value = isRecord(answer.value) ? answer.value : {};
      const code = textIn(value, 'code') ?? textIn(recordIn(value, 'qrcode') ?? {}, 'code');
      return { ok: true, value: code ?? null };
    },
    close: () => client.close(),
  };
}
