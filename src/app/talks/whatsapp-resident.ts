import { randomBytes } from 'node:crypto';
import { startReceiver, type Hook } from '../../channel/receiver/receiver.js';
import type {
  CloudAccountConfig,
  Config,
  EvolutionAccountConfig,
  GreenAccountConfig,
} from '../../config/config.js';
import { sealedCredentials } from '../../config/whatsapp-secrets.js';
import { OperatorError } from '../../core/failure.js';
import type { AccountId } from '../../core/ids.js';
import { startCloudServer } from '../../sandbox/whatsapp/cloud/server.js';
import { startEvolutionServer } from '../../sandbox/whatsapp/evolution/server.js';
import { startGreenServer } from '../../sandbox/whatsapp/green/server.js';
import { WhatsAppWorld } from '../../sandbox/whatsapp/world/world.js';
import { hookPathOf } from '../composition/channels/hook-path.js';
import { cloudCredentials } from '../composition/channels/whatsapp-channel.js';
import { commonAccount, type Resident, type ResidentParts } from './resident.js';
import { whatsappPartner } from './talk-partner.js';

/** Numbers that are nobody's: 555 01xx in the US, and one kept for films and books in Germany (Bundesnetzagentur). */
const line = '15550783881';
const personNumber = '4915228817386';
const here = '127.0.0.1';
/** Stands for the operator's own sentence: on this machine nothing is risked. */
const acceptsRisk = 'Nothing is risked: all of this is on one machine.';

function newWorld({ clock }: ResidentParts) {
  const world = new WhatsAppWorld(clock, randomBytes(8).toString('hex'));
  return { world, user: world.addUser({ number: personNumber, name: 'You' }) };
}

/** The character as a number on the Cloud API of the sandbox. */
export async function cloudResident(parts: ResidentParts): Promise<Resident> {
  const { world, user } = newWorld(parts);
  const server = await startCloudServer({ world });
  const number = server.addNumber({
    phoneNumberId: '106540352242922',
    line,
    name: parts.name,
    token: 'sandbox-token',
    appSecret: 'sandbox-app-secret',
  });
  const account: CloudAccountConfig = {
    ...commonAccount(parts.character),
    channel: 'whatsapp-cloud',
    role: 'primary',
    phoneNumberId: number.phoneNumberId,
    apiVersion: 'v25.0',
    policy: { region: 'eea' },
    writesFirst: true,
  };
  const credentials = { token: number.token, appSecrets: [number.appSecret] };
  const posts = postsHere();
  return {
    account,
    person: `wa:${user.userId}`,
    partner: whatsappPartner(world, user.number, line),
    settings: { whatsapp: { graphApi: server.baseUrl }, receiver: posts.receiver },
    signIn: () => Promise.resolve({ session: sealedCredentials(credentials) }),
    begin: async (hooks) => {
      const url = await posts.begin(account.id, hooks);
      const { verifyToken } = cloudCredentials(account.id, credentials);
      if (!(await server.setHook(number, url, verifyToken))) {
        throw new OperatorError('the webhook of the sandbox account was not taken');
      }
    },
    close: async () => {
      await server.close();
      await posts.close();
    },
  };
}

/** The character as a phone behind the Green API of the sandbox. */
export async function greenResident(parts: ResidentParts): Promise<Resident> {
  const { world, user } = newWorld(parts);
  const server = await startGreenServer({ world });
  const { id, token } = server.addInstance({
    id: '7103000001',
    token: 'sandbox-token',
    line,
    name: parts.name,
  });
  const account: GreenAccountConfig = {
    ...commonAccount(parts.character),
    channel: 'whatsapp-green',
    role: 'primary',
    apiUrl: server.baseUrl,
    instance: id,
    policy: { acceptsRisk },
    writesFirst: true,
  };
  return {
    account,
    person: `wa:${user.number}`,
    partner: whatsappPartner(world, user.number, line),
    settings: {},
    signIn: () => Promise.resolve({ session: sealedCredentials({ token }) }),
    begin: () => Promise.resolve(),
    close: () => server.close(),
  };
}

/** The character as a phone behind the Evolution API of the sandbox. */
export async function evolutionResident(parts: ResidentParts): Promise<Resident> {
  const { world, user } = newWorld(parts);
  const posts = postsHere();
  // It is told at the start where to post to: that is here, and not the public address.
  const server = await startEvolutionServer({ world, reach: () => posts.url(account.id) });
  const instance = server.addInstance({ name: 'sandbox', token: 'sandbox-token', line });
  const account: EvolutionAccountConfig = {
    ...commonAccount(parts.character),
    channel: 'whatsapp-evolution',
    role: 'primary',
    server: server.baseUrl,
    instance: instance.name,
    policy: { acceptsRisk },
    writesFirst: true,
  };
  return {
    account,
    person: `wa:${user.number}`,
    partner: whatsappPartner(world, user.number, line),
    settings: { receiver: posts.receiver },
    signIn: () =>
      Promise.resolve({
        session: sealedCredentials({ token: instance.token, webhookSecret: 'sandbox-webhook-secret' }),
      }),
    begin: async (hooks) => void (await posts.begin(account.id, hooks)),
    close: async () => {
      await server.close();
      await posts.close();
    },
  };
}

/** What services of the sandbox post is taken on a port of its own. */
function postsHere() {
  let stop = (): Promise<void> => Promise.resolve();
  let port = 0;
  const url = (id: AccountId): string => `http://${here}:${port}${hookPathOf(id)}`;
  const receiver: Config['receiver'] = {
    listen: { host: here, port: 0 },
    publicUrl: 'https://localhost',
    behindProxy: false,
    maxBody: 1_048_576,
  };
  return {
    receiver,
    url,
    begin: async (id: AccountId, hooks: readonly Hook[]): Promise<string> => {
      const started = await startReceiver({ hooks, host: here, port: 0, onError: () => undefined });
      stop = () => started.close();
      ({ port } = started);
      return url(id);
    },
    close: () => stop(),
  };
}
