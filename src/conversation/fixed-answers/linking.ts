import { readConsentAnswer } from '../../duty/consent/consent-answer.js';
import { linkWords, linkWordsVersion, readLinkCommand, type LinkWords } from '../../duty/link-words.js';
import type { ConversationId } from '../../core/ids.js';
import type { Milliseconds } from '../../core/clock.js';
import type { Transaction } from '../../store/engine/database.js';
import {
  beginLink,
  isLinkSilent,
  linkHoldsMs,
  moveLink,
  noteLinkFailure,
  readHome,
  readInviter,
  saveLinkCode,
} from '../../store/person/link-store.js';
import { sayToOwner } from '../admission/tell-owner.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/**
 * Two talks of one person with one character are joined by a code from the one, a yes in the other, and a yes in the first:
 * never by a name, a number or a guess. What was passed on is no code: only own words are looked at.
 */
export async function linkAnswer(context: FixedAnswerNeeds, loaded: LoadedTurn): Promise<FixedAnswer | null> {
  const { linking } = context;
  if (linking === undefined) return null;
  const asked = loaded.burst.flatMap(({ text, row }) => {
    const command = readLinkCommand(text);
    return command === null ? [] : [{ command, text, row }];
  });
  const last = asked.at(-1);
  const request: Request = { context, linking, loaded, ...saidIn(context, loaded, last?.text) };
  if (last === undefined) return answerQuestion(request);
  const covers = asked.map(({ row }) => row);
  const answer = await carryOut(request, last.command);
  return { ...answer, covers };
}

interface Request {
  readonly context: FixedAnswerNeeds;
  readonly linking: NonNullable<FixedAnswerNeeds['linking']>;
  readonly loaded: LoadedTurn;
  readonly words: LinkWords;
  readonly name: string;
}

function saidIn(
  { character }: FixedAnswerNeeds,
  loaded: LoadedTurn,
  text?: string,
): Pick<Request, 'words' | 'name'> {
  const who = character(loaded.state.character);
  return { words: linkWords(spokenLanguage(loaded, who, text ?? loaded.latest.text)), name: who.name };
}

async function carryOut(
  { context, linking, loaded, words, name }: Request,
  command: NonNullable<ReturnType<typeof readLinkCommand>>,
): Promise<FixedAnswer> {
  const { link, state } = loaded;
  const { conversation } = state;
  const { database, clock } = context;
  if (command.kind === 'unlink') {
    if (link?.state !== 'linked') return { reason: 'link-nothing', texts: [words.nothing] };
    return told(linking, link.other, words.ended, {
      reason: 'link-ended',
      texts: [words.ended],
      write: (transaction, now) => moveLink(transaction, link.row, 'ended', now),
    });
  }
  if (link?.state === 'linked') return { reason: 'link-already', texts: [words.already] };
  if (command.kind === 'code') {
    const code = linking.ids.turn();
    return {
      reason: 'link-code',
      texts: [words.code(code)],
      write: (transaction, now) => saveLinkCode(transaction, conversation, code, now),
    };
  }
  const now = clock.now();
  if (await isLinkSilent(database.read, conversation, now)) return { reason: 'link-silent', texts: [] };
  const inviter = await readInviter(database.read, conversation, command.code, now);
  if (inviter === null) {
    return {
      reason: 'link-invalid',
      texts: [words.invalid],
      write: (transaction, at) => noteLinkFailure(transaction, conversation, at),
    };
  }
  return {
    reason: 'link-asks-joiner',
    texts: [words.asksJoiner(name)],
    write: (transaction, at) =>
      beginLink(transaction, { inviter, joiner: conversation }, linkWordsVersion, at),
  };
}

/** Only a clear yes or no to a question of a few minutes ago; anything else is talk. */
function answerQuestion({ context, linking, loaded, words, name }: Request): FixedAnswer | null {
  const { link, burst } = loaded;
  if (link === null || link.state === 'linked') return null;
  const isAsked = link.state === (link.isJoiner ? 'asks-joiner' : 'asks-inviter');
  if (!isAsked || context.clock.now() - link.changedAt > linkHoldsMs) return null;
  const found = burst.map(({ text, row }) => ({ row, said: readConsentAnswer(text) }));
  const decided = found.findLast(({ said }) => said !== 'unclear');
  if (decided === undefined) return null;
  const covers = [decided.row];
  const move =
    (state: 'asks-inviter' | 'linked' | 'ended') => (transaction: Transaction, now: Milliseconds) =>
      moveLink(transaction, link.row, state, now);
  if (decided.said === 'no') {
    const refusal = { reason: 'link-refused', texts: [words.notAsked], covers, write: move('ended') };
    return link.isJoiner ? refusal : told(linking, link.other, words.refused, refusal);
  }
  if (link.isJoiner) {
    const answer = {
      reason: 'link-asks-inviter',
      texts: [words.asking],
      covers,
      write: move('asks-inviter'),
    };
    return told(linking, link.other, words.asksInviter(name), answer);
  }
  const joined = { reason: 'link-made', texts: [words.linked], covers, write: move('linked') };
  return told(linking, link.other, words.linked, joined);
}

/** With something said in the other chat, in the same commit. */
function told(
  { ids, wakeOutbox }: NonNullable<FixedAnswerNeeds['linking']>,
  other: ConversationId,
  text: string,
  answer: FixedAnswer,
): FixedAnswer {
  return {
    ...answer,
    write: async (transaction, now, turn) => {
      await answer.write?.(transaction, now, turn);
      const home = await readHome(transaction.db, other);
      if (home !== null) await sayToOwner(transaction, home, text, 'link', ids, now);
    },
    after: () => wakeOutbox(other),
  };
}
