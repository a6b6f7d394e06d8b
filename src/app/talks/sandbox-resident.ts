import { signInWithPhone } from '../../channel/telegram/sign-in/login.js';
import type { AccountConfig, BotAccountConfig, Config, UserAccountConfig } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { accountId, type CharacterId } from '../../core/ids.js';
import type { Logger } from '../../observe/logger.js';
import { startBotApiServer } from '../../sandbox/bot-api/server.js';
import type { TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import { connectionOptions } from '../composition/channels/telegram-channel.js';

/** The kinds of account a talk in the sandbox can go over. */
export const sandboxChannels = ['telegram-user', 'telegram-bot'] as const;
export type SandboxChannel = (typeof sandboxChannels)[number];

/** A number as on Telegram's test servers: nobody's phone. */
const characterPhone = '+9996620001';
/** The sandbox's login code unless it is told another. */
const loginCode = '22222';

export interface ResidentParts {
  readonly telegram: TelegramSandbox;
  readonly character: CharacterId;
  readonly name: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The character as somebody who lives in the sandbox, and how the program signs in as them. */
export interface Resident {
  /** The user id. */
  readonly user: number;
  readonly account: AccountConfig;
  /** Where the Bot API of the sandbox is, if it is needed. */
  readonly botApi?: string;
  /** What is to be sealed, with the settings the program will run with. */
  signIn(config: Config): Promise<{ readonly session: string; readonly place?: string }>;
  close(): Promise<void>;
}

export function openResident(channel: SandboxChannel, parts: ResidentParts): Promise<Resident> {
  return channel === 'telegram-bot' ? botResident(parts) : userResident(parts);
}

async function userResident({ telegram, character, name, ...line }: ResidentParts): Promise<Resident> {
  const account: UserAccountConfig = {
    ...common(character),
    channel: 'telegram-user',
    phone: characterPhone,
    api: { idEnv: '', hashEnv: '' },
    role: 'primary',
    device: 'Kindred',
    quiet: false,
  };
  return {
    user: await personCalled(telegram, characterPhone, name),
    account,
    close: () => Promise.resolve(),
    signIn: async (config) => {
      const result = await signInWithPhone(
        { ...connectionOptions({ account, config, ...line }), session: '' },
        account.phone,
        { code: () => Promise.resolve(loginCode), password: () => Promise.resolve(undefined) },
      );
      if (result.ok) {
        return { session: result.session, ...(result.place === undefined ? {} : { place: result.place }) };
      }
      throw new OperatorError(`cannot sign in to the sandbox: ${result.failure.explanation}`);
    },
  };
}

async function botResident({ telegram, character, name }: ResidentParts): Promise<Resident> {
  const api = await startBotApiServer({ world: telegram.world });
  const username = `${character.replaceAll('-', '_')}_bot`;
  const user =
    telegram.people.find(`@${username}`)?.id ??
    (await telegram.people.create({ firstName: name, username, bot: true })).id;
  const known = api.bots.find(user);
  const token = known === undefined ? api.bots.issueToken(user) : api.bots.tokenOf(known);
  const account: BotAccountConfig = {
    ...common(character),
    channel: 'telegram-bot',
    role: 'primary',
    receive: 'poll',
  };
  return {
    user,
    account,
    botApi: api.baseUrl,
    signIn: () => Promise.resolve({ session: token }),
    close: () => api.close(),
  };
}

function common(character: CharacterId) {
  return { id: accountId(`sandbox-${character}`.slice(0, 32)), label: 'sandbox', character };
}

export async function personCalled(
  telegram: TelegramSandbox,
  phone: string,
  firstName: string,
): Promise<number> {
  return telegram.people.find(phone)?.id ?? (await telegram.people.create({ phone, firstName })).id;
}
