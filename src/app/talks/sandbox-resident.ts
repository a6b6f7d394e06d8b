import { signInWithPhone } from '../../channel/telegram/sign-in/login.js';
import type { BotAccountConfig, UserAccountConfig } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { startBotApiServer } from '../../sandbox/bot-api/server.js';
import type { TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import { connectionOptions } from '../composition/channels/telegram-channel.js';
import { commonAccount, type Resident, type ResidentParts } from './resident.js';
import { telegramPartner } from './talk-partner.js';
import { cloudResident, evolutionResident, greenResident } from './whatsapp-resident.js';

/** The kinds of account a talk in the sandbox can go over. */
export type SandboxChannel =
  'telegram-user' | 'telegram-bot' | 'whatsapp-cloud' | 'whatsapp-green' | 'whatsapp-evolution';

/** Numbers as on Telegram's test servers: nobody's phones. */
const characterPhone = '+9996620001';
const personPhone = '+9996620002';
/** The sandbox's login code unless it is told another. */
const loginCode = '22222';

export function openResident(channel: SandboxChannel, parts: ResidentParts): Promise<Resident> {
  switch (channel) {
    case 'telegram-user':
      return userResident(parts);
    case 'telegram-bot':
      return botResident(parts);
    case 'whatsapp-cloud':
      return cloudResident(parts);
    case 'whatsapp-green':
      return greenResident(parts);
    case 'whatsapp-evolution':
      return evolutionResident(parts);
  }
}

async function userResident({ telegram, character, name, ...line }: ResidentParts): Promise<Resident> {
  const account: UserAccountConfig = {
    ...commonAccount(character),
    channel: 'telegram-user',
    phone: characterPhone,
    api: { idEnv: '', hashEnv: '' },
    role: 'primary',
    device: 'Kindred',
    quiet: false,
  };
  return {
    account,
    ...(await partnerOf(telegram, await personCalled(telegram, characterPhone, name))),
    settings: {},
    begin: () => Promise.resolve(),
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
    ...commonAccount(character),
    channel: 'telegram-bot',
    role: 'primary',
    receive: 'poll',
  };
  return {
    account,
    ...(await withoutFiles(partnerOf(telegram, user))),
    settings: { botApi: api.baseUrl },
    signIn: () => Promise.resolve({ session: token }),
    begin: () => Promise.resolve(),
    close: () => api.close(),
  };
}

/** The one who sits at the terminal and writes to this user. */
async function partnerOf(
  telegram: TelegramSandbox,
  character: number,
): Promise<Pick<Resident, 'person' | 'partner'>> {
  const user = await personCalled(telegram, personPhone, 'You');
  return {
    person: `telegram:${user}`,
    partner: telegramPartner(telegram, telegram.people.person(user), character),
  };
}

/** Files that come to a bot are named and not opened. */
async function withoutFiles(
  made: ReturnType<typeof partnerOf>,
): Promise<Pick<Resident, 'person' | 'partner'>> {
  const { person, partner } = await made;
  return { person, partner: { ...partner, sendFile: null } };
}

async function personCalled(telegram: TelegramSandbox, phone: string, firstName: string): Promise<number> {
  return telegram.people.find(phone)?.id ?? (await telegram.people.create({ phone, firstName })).id;
}
