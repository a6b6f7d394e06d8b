/** Why a messenger refused a message, in words for the operator; codes that say nothing more stay as they are. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^ALLOW_PAYMENT_REQUIRED$/u, 'wants Stars for each message, which the account does not pay'],
  [/^USER_IS_BLOCKED$/u, 'blocked the account'],
  [/^YOU_BLOCKED_USER$/u, 'is blocked by the account itself: unblock them in an official app'],
  [/^INPUT_USER_DEACTIVATED$/u, 'deleted their account'],
  [/^USER_PRIVACY_RESTRICTED$/u, 'takes messages from contacts only'],
  [/^PRIVACY_PREMIUM_REQUIRED$/u, 'takes messages from Premium accounts and contacts only'],
  [/^VOICE_MESSAGES_FORBIDDEN$/u, 'takes no voice messages'],
  [/^CHAT_WRITE_FORBIDDEN$/u, 'the account may not write in this chat'],
  [
    /^(?:PEER_ID|USER_ID)_INVALID$/u,
    'the account does not know how to address them: they have to write first',
  ],
  [/^MESSAGE_TOO_LONG$/u, 'the message was too long'],
  [/^account-lost$/u, 'not sent: its account was lost before'],
  [/^WINDOW_CLOSED$/u, 'not sent: the service lets nobody be written to so long after their last message'],
  [/^NOT_STARTED$/u, 'has not pressed Start: a bot can write to nobody before'],
  [
    /^parked$/u,
    'nobody knows whether it arrived: the answer was lost, and the service cannot be asked; not sent again',
  ],
  [/^in-doubt$/u, 'nobody knows whether it arrived: its account was lost meanwhile'],
];

/** "wants 50 Stars for each message", with the code behind it. */
export function refusalWords(code: string): string {
  const [, stars] = /^ALLOW_PAYMENT_REQUIRED_(\d+)$/u.exec(code) ?? [];
  if (stars !== undefined)
    return `wants ${stars} Stars for each message, which the account does not pay (${code})`;
  const known = words.find(([pattern]) => pattern.test(code));
  return known === undefined ? code : `${known[1]} (${code})`;
}
