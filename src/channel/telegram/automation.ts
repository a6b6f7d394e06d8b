import { Api } from 'telegram';
import type { Ask } from './first-questions.js';

/** What answers people in the account's place without us, by Telegram's own means. */
export type Automation = 'GREETING_MESSAGE_ON' | 'AWAY_MESSAGE_ON' | 'CONNECTED_BOT_ON';

/**
 * Which automation is switched on in the account's settings. Its messages are known for what they are, but people get
 * two answers: the operator should know. What the server does not say counts as off.
 */
export async function automationOn(ask: Ask): Promise<readonly Automation[]> {
  const full = await ask(new Api.users.GetFullUser({ id: new Api.InputUserSelf() }));
  const bots = await ask(new Api.account.GetConnectedBots());
  const profile = full.ok && full.value.fullUser instanceof Api.UserFull ? full.value.fullUser : undefined;
  return [
    ...(profile?.businessGreetingMessage ? (['GREETING_MESSAGE_ON'] as const) : []),
    ...(profile?.businessAwayMessage ? (['AWAY_MESSAGE_ON'] as const) : []),
    ...(bots.ok && bots.value.connectedBots.length > 0 ? (['CONNECTED_BOT_ON'] as const) : []),
  ];
}
