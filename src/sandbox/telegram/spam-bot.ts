import { conditionOf, standingOf } from './world/account/condition.js';
import { postMessage } from './world/message/post-message.js';
import { SPAM_BOT_ID } from './world/account/users.js';
import type { World } from './world/world.js';

/** Long enough that the answer to the question comes first, as it does over a real network. */
const THINKING_MS = 20;

/**
 * @SpamBot: whoever writes to it is told how their account stands, in the account's language where it has words for it,
 * else in English. The sentences are ours; how they begin is what Telegram's do, since clients look for that.
 */
export function startSpamBot(world: World): { stop(): void } {
  const timers = new Set<{ cancel(): void }>();
  const unsubscribe = world.journal.subscribe((fact) => {
    if (fact.kind !== 'message' || fact.peer !== SPAM_BOT_ID) return;
    const timer = world.clock.after(
      THINKING_MS,
      () => {
        timers.delete(timer);
        const text = /^\/start\b/.test(fact.text ?? '') ? verdict(world, fact.actor) : 'Send /start.';
        postMessage(world, { user: SPAM_BOT_ID }, { to: fact.actor, text });
      },
      { unref: true },
    );
    timers.add(timer);
  }, SPAM_BOT_ID);
  return {
    stop: () => {
      unsubscribe();
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}

interface Words {
  readonly free: string;
  readonly limited: (until: string | undefined) => string;
  readonly frozen: (appealUrl: string) => string;
}

const ENGLISH: Words = {
  free: 'Good news, no limits are currently applied to your account. You are as free as a bird!',
  limited: (until) =>
    'I am afraid some people reported messages of yours, and our moderators agreed with them. ' +
    (until === undefined
      ? 'So your account is now limited, and nobody can say for how long. '
      : `So your account is now limited until ${until}. `) +
    'Until then you can only write to people who wrote to you first or who keep your number in their contacts.',
  frozen: (appealUrl) =>
    `Your account is frozen because it broke the Terms of Service. You can read but not write. You may appeal: ${appealUrl}`,
};

const GERMAN: Words = {
  free: 'Gute Nachricht: Für dein Konto gilt zurzeit keine Einschränkung.',
  limited: (until) =>
    'Leider wurden Nachrichten von dir gemeldet. Dein Konto ist deshalb eingeschränkt' +
    (until === undefined ? '.' : `, und zwar bis ${until}.`),
  frozen: (appealUrl) => `Dein Konto ist eingefroren. Widerspruch: ${appealUrl}`,
};

const RUSSIAN: Words = {
  free: 'Ваш аккаунт сейчас свободен от ограничений.',
  limited: (until) =>
    'На ваши сообщения пожаловались, поэтому аккаунт ограничен' +
    (until === undefined ? '.' : ` до ${until}.`),
  frozen: (appealUrl) => `Ваш аккаунт заморожен. Обжаловать: ${appealUrl}`,
};

function verdict(world: World, user: number): string {
  const words = wordsFor(world.users.must(user).langCode);
  const { until, appealUrl } = standingOf(world, user);
  switch (conditionOf(world, user)) {
    case 'healthy':
      return words.free;
    case 'limited':
      return words.limited(until === null ? undefined : shown(until));
    case 'frozen':
    case 'banned':
    case 'deleted':
      return words.frozen(appealUrl);
  }
}

function wordsFor(langCode: string | null): Words {
  switch ((langCode ?? 'en').slice(0, 2).toLowerCase()) {
    case 'de':
      return GERMAN;
    case 'ru':
      return RUSSIAN;
    default:
      return ENGLISH;
  }
}

/** `2026-12-05 10:00 UTC`. */
function shown(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
