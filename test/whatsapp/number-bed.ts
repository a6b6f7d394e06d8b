import { onTestFinished } from 'vitest';
import { createCloudChannel } from '../../src/channel/whatsapp/cloud/channel.js';
import type { CloudChannelOptions } from '../../src/channel/whatsapp/cloud/options.js';
import { nothingStored } from '../../src/channel/whatsapp/person/alias-book.js';
import type { NumberOptions } from '../../src/channel/whatsapp/person/number-options.js';
import { accountId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import type { CloudBed } from '../sandbox/cloud-bed.js';
import { MemoryStore } from '../support/memory-store.js';

/** What was logged, as one text: canaries are looked for in it. */
export interface Heard {
  readonly log: string[];
}

/** Options of a number that stores in memory and remembers what it logs. */
export function numberOptions(store: MemoryStore, { log }: Heard): NumberOptions {
  const note = (fields: object, message: string): void =>
    void log.push(`${message} ${JSON.stringify(fields)}`);
  return {
    account: accountId('luna'),
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger: { info: note, warn: note },
    aliases: nothingStored,
    peers: { address: async (peer) => store.address(peer), newestIncoming: async () => undefined },
  };
}

/** A number on the Cloud API of the sandbox with its channel, open. */
export async function openCloud(bed: CloudBed, options: Partial<CloudChannelOptions> = {}) {
  const number = bed.number();
  const store = new MemoryStore();
  const heard: Heard = { log: [] };
  const { channel, hook } = createCloudChannel({
    ...numberOptions(store, heard),
    baseUrl: bed.server.baseUrl,
    apiVersion: 'v25.0',
    phoneNumberId: number.phoneNumberId,
    wabaId: number.wabaId,
    credentials: { token: number.token, appSecrets: [number.appSecret], verifyToken: 'verify me' },
    region: null,
    hookPath: `/hooks/${number.phoneNumberId}`,
    ...options,
  });
  await bed.hook(number, hook, 'verify me');
  onTestFinished(() => channel.close());
  await channel.open(store);
  return { number, store, heard, channel, hook };
}
