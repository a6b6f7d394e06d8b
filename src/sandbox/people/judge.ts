import { isService } from './judge-cold.js';
import type { Fact } from '../telegram/world/journal.js';
import type { World } from '../telegram/world/world.js';

/** What the sandbox itself counted in one chat, from the account's side of the judgement. */
export interface ChatVerdict {
  readonly person: number;
  /** Messages the person sent to the account. */
  readonly sent: number;
  /** Messages of the account that became visible to the person. */
  readonly seen: number;
  /** Messages of the person after which the account never wrote again (deleted ones do not count). */
  readonly unanswered: number;
  /**
   * Messages of the account whose text stood already in an earlier one of the same answer. An answer begins when the
   * person wrote; what the account sends then before it has read that still belongs to the answer before. Two answers may
   * have a sentence in common.
   */
  readonly doubled: number;
  /** Sends whose random id had been used before and therefore made no second message. */
  readonly repeats: number;
  /** Messages of the account that Telegram refused: a block, a limit, a fault. */
  readonly refused: number;
  /** Read marks the account set. */
  readonly reads: number;
  readonly edits: number;
  readonly deletes: number;
  /** From a person's message to the account's next one, in milliseconds; the first message of a burst counts. */
  readonly answerMs: readonly number[];
}

export interface AccountVerdict {
  readonly account: number;
  readonly sent: number;
  readonly seen: number;
  readonly unanswered: number;
  readonly doubled: number;
  readonly repeats: number;
  readonly chats: readonly ChatVerdict[];
}

/** Judges every chat of an account from the journal alone: what a runtime says about itself plays no part. */
export function judge(world: World, account: number, after = 0): AccountVerdict {
  const byPerson = new Map<number, Fact[]>();
  for (const fact of world.journal.read({ user: account, after })) {
    const person = fact.actor === account ? fact.peer : fact.actor;
    if (person === 0 || person === account || isService(world, person)) continue;
    const facts = byPerson.get(person) ?? [];
    facts.push(fact);
    byPerson.set(person, facts);
  }
  const chats = [...byPerson].map(([person, facts]) => judgeChat(account, person, facts));
  const sum = (count: (chat: ChatVerdict) => number): number =>
    chats.reduce((total, chat) => total + count(chat), 0);
  return {
    account,
    sent: sum((chat) => chat.sent),
    seen: sum((chat) => chat.seen),
    unanswered: sum((chat) => chat.unanswered),
    doubled: sum((chat) => chat.doubled),
    repeats: sum((chat) => chat.repeats),
    chats,
  };
}

/** Facts of one chat in their order. */
function judgeChat(account: number, person: number, facts: readonly Fact[]): ChatVerdict {
  const open = new Map<number, number>();
  const belated = belatedIn(account, facts);
  let texts = new Set<string>();
  let textsBefore = texts;
  const verdict = { sent: 0, seen: 0, doubled: 0, repeats: 0, refused: 0, reads: 0, edits: 0, deletes: 0 };
  const answerMs: number[] = [];
  for (const fact of facts) {
    const mine = fact.actor === account;
    switch (fact.kind) {
      case 'message':
        if (!mine) {
          verdict.sent += 1;
          if (fact.uid !== undefined) open.set(fact.uid, fact.at);
          textsBefore = texts;
          texts = new Set();
          break;
        }
        verdict.seen += 1;
        said(belated.has(fact) ? textsBefore : texts, fact.text ?? '');
        for (const at of open.values()) {
          answerMs.push(fact.at - at);
          break;
        }
        open.clear();
        break;
      case 'delete':
        // A message that is gone on the account's side needs no answer.
        if (fact.uid !== undefined && (mine || fact.seen === true)) open.delete(fact.uid);
        if (mine) verdict.deletes += 1;
        break;
      case 'repeat':
        if (mine) verdict.repeats += 1;
        break;
      case 'refused':
        if (mine) verdict.refused += 1;
        break;
      case 'read':
        if (mine) verdict.reads += 1;
        break;
      case 'edit':
        if (mine) verdict.edits += 1;
        break;
      case 'reaction':
      case 'fetched':
      case 'listened':
      case 'typing':
      case 'status':
      case 'block':
      case 'unblock':
      case 'signed-in':
      case 'signed-out':
      case 'condition':
      case 'callback':
      case 'callback-answer':
      case 'connection':
      case 'fault':
        break;
    }
  }
  return { person, ...verdict, unanswered: open.size, answerMs };

  function said(answer: Set<string>, text: string): void {
    if (answer.has(text)) verdict.doubled += 1;
    answer.add(text);
  }
}

/**
 * Messages of the account that came behind words of the person which it had not read yet, and read before they wrote
 * again. Of an account that marked nothing in between nobody can tell.
 */
function belatedIn(account: number, facts: readonly Fact[]): ReadonlySet<Fact> {
  const belated = new Set<Fact>();
  let unread: Fact[] = [];
  let isUnread = false;
  for (const fact of facts) {
    const mine = fact.actor === account;
    if (fact.kind === 'message' && !mine) {
      unread = [];
      isUnread = true;
    } else if (fact.kind === 'message' && isUnread) unread.push(fact);
    else if (fact.kind === 'read' && mine && isUnread) {
      for (const one of unread) belated.add(one);
      isUnread = false;
    }
  }
  return belated;
}

export interface TranscriptLine {
  readonly seq: number;
  readonly at: number;
  readonly who: 'account' | 'person';
  readonly what: Fact['kind'];
  readonly uid?: number;
  readonly text?: string;
  readonly detail?: string;
}

/** One chat as it happened, in order, with what was edited or deleted later still in it. */
export function transcript(world: World, account: number, person: number, after = 0): TranscriptLine[] {
  return world.journal.read({ user: account, with: person, after }).map((fact) => ({
    seq: fact.seq,
    at: fact.at,
    who: fact.actor === account ? 'account' : 'person',
    what: fact.kind,
    ...(fact.uid === undefined ? {} : { uid: fact.uid }),
    ...(fact.text === undefined ? {} : { text: fact.text }),
    ...(fact.detail === undefined ? {} : { detail: fact.detail }),
  }));
}
