import { signInWithPhone } from '../../channel/telegram/sign-in/login.js';
import type { CodeQuestion } from '../../channel/telegram/sign-in/login-code-type.js';
import { signInWithQr } from '../../channel/telegram/sign-in/login-qr.js';
import type { LoginResult, PasswordPrompt } from '../../channel/telegram/sign-in/login-result.js';
import { checkSession } from '../../channel/telegram/sign-in/session-check.js';
import type { AccountConfig, UserAccountConfig } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import type { SessionRead, Vault } from '../../vault/vault.js';
import { codeFromCommand } from './code-from-command.js';
import { LineAsker } from '../terminal/ask-line.js';
import { findAccount } from '../account/find-account.js';
import { loginBot } from './login-bot.js';
import { loginBusiness } from './login-business.js';
import { loginWhatsApp } from './login-whatsapp.js';
import { keepSession } from './keep-session.js';
import { lineOf, type Line } from './line-of.js';
import { openVault } from '../frame/open-vault.js';
import { QrScreen } from '../terminal/qr-screen.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface LoginOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly qr?: boolean;
  readonly again?: boolean;
  readonly newKey?: boolean;
  /** A command that prints the code once it has arrived. */
  readonly codeFrom?: string;
}

/**
 * How long it takes to see that standard input is closed. What is open belongs to somebody who may answer: a program
 * that starts this one can write the code only after it was sent.
 */
const closedWithinMs = 300;
/** Telegram's codes hold for some minutes. */
const codeWithinMs = 10 * 60_000;

/**
 * `kindred login <account>`: sign in by phone code and password asked here, or by a QR code. The code may be typed, be
 * written into standard input at any time, or be printed by a command. It is requested only when one of them can come: Telegram allows about five a day. The session is written last, so that a sign-in
 * that fails changes nothing.
 */
export async function login(surroundings: Surroundings, name: string, options: LoginOptions): Promise<void> {
  const loaded = loadSettings(surroundings, options);
  const { config } = loaded;
  const account = findAccount(config.accounts, name);
  await whileOwning(surroundings, config, 'kindred login', async () => {
    const asker = new LineAsker(surroundings, surroundings.stderr);
    try {
      const vault = openVault(surroundings, config, asker);
      if (account.channel === 'telegram-bot') {
        refusePhoneWays(account, options);
        await loginBot(surroundings, loaded, account, { vault, asker, options });
        return;
      }
      if (account.channel === 'telegram-business') {
        refusePhoneWays(account, options);
        await loginBusiness(surroundings, loaded, account, { vault, options });
        return;
      }
      if (account.channel !== 'telegram-user') {
        refusePhoneWays(account, options);
        await loginWhatsApp(surroundings, loaded, account, { vault, asker, options });
        return;
      }
      const before = await storedSession(vault, account, options);
      const line = lineOf(surroundings, loaded, account);
      if (before.state === 'open' && !options.again) await refuseSecond(line, before.session, account);
      const result = options.qr
        ? await byQr(surroundings, line, account, asker)
        : await byPhone(line, account, asker, options.codeFrom);
      if (!result.ok)
        throw new OperatorError(`${account.id} is not signed in: ${result.failure.explanation}`);
      const notes = await keepSession({ account, vault, line, before, found: result, isOurs: true });
      for (const note of notes) surroundings.stderr.write(`kindred: ${note}\n`);
      const { peer, name: who, username } = result.self;
      if (options.json)
        printJson(surroundings, { account: account.id, peer, name: who, username: username ?? null });
      else
        print(
          surroundings,
          `${account.id} is signed in as ${who}${username === undefined ? '' : ` (@${username})`}`,
        );
    } finally {
      asker.close();
    }
  });
}

/** @throws OperatorError where something else was to be signed in as a user account is. */
function refusePhoneWays({ id, channel }: AccountConfig, { qr, codeFrom }: LoginOptions): void {
  if (qr !== true && codeFrom === undefined) return;
  throw new OperatorError(
    `${id} signs in with ${channel.startsWith('whatsapp-') ? 'its token' : 'the token of a bot'}, not with a code`,
    'leave out --qr and --code-from',
  );
}

/** What is stored now, with a key at hand to seal what comes. @throws OperatorError when there is none. */
async function storedSession(
  vault: Vault,
  account: UserAccountConfig,
  { newKey = false }: LoginOptions,
): Promise<SessionRead> {
  const before = await vault.read(account.id);
  // What others may read now they could read then; the operator should know before anything new is put there.
  if (before.state === 'refused' && before.reason === 'session-exposed') throw before.problem;
  await vault.prepare({ withNewKey: newKey });
  return before;
}

async function refuseSecond(line: Line, session: string, account: UserAccountConfig): Promise<void> {
  const live = await checkSession({ ...line, session });
  if (!live.ok) return;
  throw new OperatorError(
    `${account.id} is signed in already, as ${live.value.self.name}`,
    'nothing is to be done; "--again" signs in anew and ends the present session',
  );
}

async function byPhone(
  line: Line,
  account: UserAccountConfig,
  asker: LineAsker,
  codeFrom: string | undefined,
): Promise<LoginResult> {
  if (codeFrom === undefined && (await asker.isClosed(closedWithinMs))) {
    throw new OperatorError(
      'nobody is there to read the code, so none was requested',
      'run it in a terminal, keep standard input open and write the code into it, or name a command with "--code-from"',
    );
  }
  return signInWithPhone({ ...line, session: '' }, account.phone, {
    code: async (question) => {
      if (codeFrom !== undefined) return codeFromCommand(codeFrom, codeWithinMs);
      return (await asker.askUntilSaid(codeQuestion(question, account.phone), codeWithinMs)) ?? undefined;
    },
    ...passwordPrompt(asker),
  });
}

async function byQr(
  { stdin, stderr, stop }: Surroundings,
  line: Line,
  account: UserAccountConfig,
  asker: LineAsker,
): Promise<LoginResult> {
  const screen = new QrScreen(stderr, [
    `Scan this with Telegram on the phone of ${account.phone}:`,
    'Settings > Devices > Link Desktop Device',
  ]);
  const prompt = passwordPrompt(asker);
  try {
    return await signInWithQr(
      { ...line, session: '' },
      {
        show: ({ url }) => screen.show(url),
        left: stdin.isTTY === true ? asker.left : stop,
        password: (question) => {
          screen.clear();
          return prompt.password(question);
        },
      },
    );
  } finally {
    screen.clear();
  }
}

function codeQuestion({ sentTo, length, attempt }: CodeQuestion, phone: string): string {
  const again = attempt > 1 ? 'That code was wrong. ' : '';
  if (sentTo === 'missed-call') {
    return `${again}The last ${length ?? ''} digits of the number that calls ${phone}: `.replace('  ', ' ');
  }
  return `${again}Code sent ${sentPlace[sentTo]} to ${phone}: `;
}

const sentPlace = {
  app: 'in the Telegram app',
  sms: 'by SMS',
  call: 'by a phone call',
  fragment: 'on fragment.com',
} as const;

function passwordPrompt(asker: LineAsker): PasswordPrompt {
  return {
    password: async ({ hint, attempt }) => {
      const again = attempt > 1 ? 'That password was wrong. ' : '';
      const words = hint === undefined ? '' : ` (hint: ${hint})`;
      return (await asker.ask(`${again}Two-step password${words}: `, { hidden: true })) ?? undefined;
    },
  };
}
