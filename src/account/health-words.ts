import type { HealthState } from './health-state.js';

export interface HealthWords {
  readonly means: string;
  /** The next action, as one word in a table. */
  readonly next: string;
  /** The same in full. */
  readonly todo: string;
}

/** What each state means and what the operator should do: what the command line prints and docs/accounts.md repeats. */
export const healthWords: Readonly<Record<HealthState, HealthWords>> = {
  healthy: {
    means: 'Telegram answers, and no limit is known.',
    next: '-',
    todo: 'Nothing.',
  },
  'network-trouble': {
    means: 'Telegram does not answer. This says nothing about the account.',
    next: 'wait',
    todo: 'Kindred keeps trying. If it lasts, look at the network and at the proxy of the account.',
  },
  'flood-limited': {
    means: 'Telegram asked the account to slow down until the time shown.',
    next: 'wait',
    todo: 'Wait; it ends by itself. If it comes often, lower the caps of the account.',
  },
  unpaid: {
    means: 'The service is not paid for, or its quota is used up: it sends nothing.',
    next: 'pay',
    todo: 'Look at the billing of the account at the service. What waits is tried again until it is over.',
  },
  'peer-limited': {
    means:
      'Others reported the account for spam. It can answer people who wrote first, and must not write first.',
    next: 'ask-spambot',
    todo: 'Send nothing unasked. "kindred ban-check <account> --ask-spambot" shows what Telegram says about it, at most once a day.',
  },
  'second-receiver': {
    means: 'Another program fetches what people write to this account, so that each gets only a part of it.',
    next: 'stop-other',
    todo: 'Find the other program that uses the same token, or the webhook that is set for it, and stop it.',
  },
  'not-permitted': {
    means: 'The owner of the account has not connected the bot, has paused it, or does not let it reply.',
    next: 'ask-owner',
    todo: 'Nothing is lost: what waits leaves once the owner lets it, or is given up 24 hours after the person wrote. The owner connects the bot in Telegram, Settings > Chat automation, with the right to reply.',
  },
  'client-too-old': {
    means:
      'This version is too old for what Telegram sends: it cannot read it (the code ends in _UNREADABLE), or is no longer let in.',
    next: 'upgrade',
    todo: 'Install a newer Kindred. Sessions stay good; signing in again does not help. What it cannot read it looks for by other ways, so answers may come late.',
  },
  'app-blocked': {
    means: 'Telegram refuses the api id. All accounts that use it are affected.',
    next: 'check-api-id',
    todo: 'Check the api id and hash at https://my.telegram.org. An id that was published must be replaced.',
  },
  'logged-out': {
    means: 'The session was ended: from another device, by Telegram, or because it was not used for long.',
    next: 'login',
    todo: 'Open the account in an official app first: a ban often shows itself this way. If it opens, run "kindred login <account>".',
  },
  duplicated: {
    means: 'The session was used from two places at once, so Telegram made it void.',
    next: 'find-copy',
    todo: 'Find the second program or copy of the data folder and stop it. Then run "kindred login <account>".',
  },
  frozen: {
    means: 'Telegram froze the account: it can read and not write, and is deleted at the time shown.',
    next: 'appeal',
    todo: 'Appeal from an official app at the address shown, before that time. Do not sign in again.',
  },
  deleted: {
    means: 'The account no longer exists.',
    next: 'replace',
    todo: 'Nothing brings it back. Put another account in its place.',
  },
  banned: {
    means: 'Telegram banned the account.',
    next: 'replace',
    todo: 'A human may write to recover@telegram.org. Until then another account must take its place.',
  },
};

/** What is said otherwise of a bot: it has no session, no devices and nobody who could appeal. */
const ofBots: Partial<Record<HealthState, HealthWords>> = {
  'network-trouble': {
    means: 'The Bot API does not answer. This says nothing about the bot.',
    next: 'wait',
    todo: 'Kindred keeps trying. If it lasts, look at the network.',
  },
  'flood-limited': {
    means: 'Telegram asked the bot to slow down until the time shown.',
    next: 'wait',
    todo: 'Wait; it ends by itself. If it comes often, lower the caps of the account.',
  },
  'logged-out': {
    means: 'The token is not valid any more: another one was issued, or the bot was deleted.',
    next: 'new-token',
    todo: 'Ask @BotFather for the token, then run "kindred login <account>", or set the variable that tokenEnv names, and restart.',
  },
};

/** The same of a number on WhatsApp. */
const ofWhatsApp: Partial<Record<HealthState, HealthWords>> = {
  healthy: { means: 'The service answers, and no limit is known.', next: '-', todo: 'Nothing.' },
  'network-trouble': {
    means: 'The service does not answer, or does not reach the phone. This says nothing about the number.',
    next: 'wait',
    todo: 'Kindred keeps trying and sends nothing meanwhile. If it lasts, look at the network, at the server of the service and at the phone.',
  },
  'flood-limited': {
    means: 'The service asked the number to slow down until the time shown.',
    next: 'wait',
    todo: 'Wait; it ends by itself. If it comes often, lower the caps of the account.',
  },
  'peer-limited': {
    means: 'People reported or blocked the number, or WhatsApp finds it suspicious. It may be banned next.',
    next: 'answers-only',
    todo: 'Write first to nobody, and answer less. Put no other number in its place: the next verdict is about both.',
  },
  'logged-out': {
    means: 'The token is not valid any more, or the phone ended the link to the service.',
    next: 'login',
    todo: 'Run "kindred login <account> --again": it asks for the token, or shows the code that the phone has to scan.',
  },
  banned: {
    means: 'WhatsApp banned the number, or Meta blocked the account.',
    next: 'appeal',
    todo: 'Appeal in the app, or at business.facebook.com for the Cloud API. Put no other number in its place.',
  },
  deleted: {
    means: 'Meta deleted the business account.',
    next: 'replace',
    todo: 'Nothing brings it back.',
  },
};

/** As `healthWords`, for an account of this kind. */
export function healthWordsOf(channel: string): Readonly<Record<HealthState, HealthWords>> {
  if (channel === 'telegram-user') return healthWords;
  return { ...healthWords, ...(channel.startsWith('whatsapp-') ? ofWhatsApp : ofBots) };
}
