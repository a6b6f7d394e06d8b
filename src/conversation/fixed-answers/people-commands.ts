import { isNamed } from '../../config/sections/people-section.js';
import { decideAdmission, readAdmissions, readChatsOf } from '../../store/conversation/admission-store.js';
import { touchConversation } from '../../store/conversation/takeover-store.js';
import { dropQueued } from '../../store/outbox/outbox-writer.js';
import { decidedLine, nobodyCalled, waitingList } from '../admission/admission-words.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

const mostListed = 200;

/** `/people`, `/allow <person>` and `/deny <person>` of the owner, in the own chat with the character. Nobody else's. */
export async function peopleAnswer(
  { database, people, character }: FixedAnswerNeeds,
  loaded: LoadedTurn,
): Promise<FixedAnswer | null> {
  const { state, burst } = loaded;
  const asked = burst.flatMap(({ text, row }) => {
    const [, command, whom = ''] = /^\s*\/(people|allow|deny)(?:@\w+)?(?:\s+(\S.*?))?\s*$/iu.exec(text) ?? [];
    return command === undefined ? [] : [{ command: command.toLowerCase(), whom: whom.trim(), row }];
  });
  if (asked.length === 0 || people === undefined) return null;
  const { owner } = people.rule(state.account);
  if (owner === null) return null;
  const { read } = database;
  const chats = await readChatsOf(read, state.account);
  if (!chats.some((chat) => chat.conversation === state.conversation && isNamed(owner, chat))) return null;

  // A command has no words of a language: that of the talk, or of their app.
  const language = spokenLanguage(loaded, character(state.character), '');
  const texts: string[] = [];
  const decided: { readonly chat: (typeof chats)[number]; readonly state: 'let-in' | 'turned-away' }[] = [];
  for (const { command, whom } of asked) {
    if (command === 'people' || whom === '') {
      const all = await readAdmissions(read, mostListed);
      texts.push(
        waitingList(
          all.filter(({ account }) => account === state.account),
          language,
        ),
      );
      continue;
    }
    const name = whom.toLowerCase();
    const chat = chats.find((one) => isNamed(name, one) || isNamed(`@${name}`, one));
    if (chat === undefined || chat.conversation === state.conversation) {
      texts.push(nobodyCalled(whom, language));
      continue;
    }
    const verdict = command === 'allow' ? 'let-in' : 'turned-away';
    decided.push({ chat, state: verdict });
    texts.push(decidedLine(chat, verdict, language));
  }
  return {
    reason: 'command-people',
    texts,
    covers: asked.map(({ row }) => row),
    write: async (transaction, now) => {
      for (const { chat, state: verdict } of decided) {
        await decideAdmission(transaction, chat, verdict, 'owner', now);
        if (verdict === 'let-in') continue;
        await touchConversation(transaction, chat.conversation);
        await dropQueued(transaction, chat.conversation, 'turned-away', now);
      }
    },
    after: () => {
      for (const { chat } of decided) people.wake(chat.conversation);
    },
  };
}
