import type { Fact } from '../sandbox/telegram/world/journal.js';
import type { Bed } from './bed.js';
import { tagsIn } from './crowd.js';
import { viewBacklog, viewStore, type SeenBubble, type StoreView } from './store-view.js';

export type Harm = 'lost' | 'doubled' | 'corrupt';

/** One broken promise. `oracle` is the number in the table of oracles; `what` names ids, never words. */
export interface Finding {
  readonly harm: Harm;
  readonly oracle: string;
  readonly what: string;
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** Messages people sent, and messages of the account they saw. */
  readonly sent: number;
  readonly seen: number;
  /** Messages of the account that name what they answer: without them O4 looks at nothing. */
  readonly named: number;
}

/**
 * What became of everything, once nothing is under way any more. The sandbox's journal says what each person sent and
 * saw; the store says what the program believes; every difference is a finding.
 */
export function judgeBed(bed: Bed): Verdict {
  const facts = bed.telegram.world.journal
    .read({ user: bed.account, kinds: ['message', 'edit', 'delete'] })
    .filter((fact) => fact.actor !== fact.peer);
  const store = viewStore(bed.databaseFile);
  const sent = facts.filter((fact) => fact.kind === 'message' && fact.actor !== bed.account);
  const seen = facts.filter((fact) => fact.kind === 'message' && fact.actor === bed.account);
  return {
    findings: [
      ...everyMessageCovered(sent, deletedIn(facts), store),
      ...everyBubbleSettled(seen, store),
      ...nothingSaidTwice(seen, store),
      ...chatsAgree(bed, store),
      ...store.damage.map((what): Finding => ({ harm: 'corrupt', oracle: 'O5', what })),
    ],
    sent: sent.length,
    seen: seen.length,
    named: seen.filter(({ text = '' }) => tagsIn(text).length > 0).length,
  };
}

function deletedIn(facts: readonly Fact[]): ReadonlySet<number> {
  return new Set(
    facts.flatMap((fact) => (fact.kind === 'delete' && fact.uid !== undefined ? [fact.uid] : [])),
  );
}

/** O1: in the inbox exactly once, and covered by one turn that spoke, or by a recorded reason. */
function everyMessageCovered(
  sent: readonly Fact[],
  deleted: ReadonlySet<number>,
  store: StoreView,
): readonly Finding[] {
  const findings: Finding[] = [];
  const rows = new Map<string, number>();
  const turns = new Map(store.turns.map((turn) => [turn.turn, turn]));
  const spoken = new Set(store.bubbles.map((bubble) => bubble.turn));
  const incoming = store.messages.filter((message) => message.direction === 'incoming');
  for (const { remoteId } of incoming) rows.set(remoteId, (rows.get(remoteId) ?? 0) + 1);
  const byId = new Map(incoming.map((message) => [message.remoteId, message]));
  for (const fact of sent) {
    const id = String(fact.peerMessageId);
    const message = byId.get(id);
    const lost = (why: string): void =>
      void findings.push({ harm: 'lost', oracle: 'O1', what: `message ${id} of ${fact.actor}: ${why}` });
    if (message === undefined) {
      // Deleted before the program was told of it: there is nothing to answer.
      if (fact.uid === undefined || !deleted.has(fact.uid)) lost('not in the inbox');
      continue;
    }
    if (message.deletedAt !== null || message.skipped !== null) continue;
    if (message.turn === null) {
      lost('covered by no turn');
      continue;
    }
    const turn = turns.get(message.turn);
    if (turn === undefined) lost('covered by a turn that is not there');
    else if (turn.outcome === 'failed') lost('covered by a turn that failed');
    else if (turn.outcome === 'silent' && turn.reason === null) lost('silence without a reason');
    else if (turn.outcome === 'spoke' && !spoken.has(turn.turn)) lost('its turn spoke without a bubble');
  }
  for (const [id, count] of rows) {
    if (count > 1)
      findings.push({ harm: 'doubled', oracle: 'O1', what: `message ${id} is in the inbox ${count} times` });
  }
  return findings;
}

/** O2 and O3: every committed bubble is visible once as committed, or not at all with a reason, and in order. */
function everyBubbleSettled(seen: readonly Fact[], store: StoreView): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (harm: Harm, oracle: string, bubble: SeenBubble, what: string): void =>
    void findings.push({ harm, oracle, what: `bubble ${bubble.outbox} (${bubble.state}): ${what}` });
  const visible = new Map<string, Fact[]>();
  for (const fact of seen) {
    const id = fact.randomId ?? '';
    visible.set(id, [...(visible.get(id) ?? []), fact]);
  }
  const newest = new Map<string, number>();
  for (const bubble of store.bubbles) {
    const [copy, ...more] = visible.get(bubble.sendId) ?? [];
    if (more.length > 0) add('doubled', 'O2', bubble, `${more.length + 1} visible copies`);
    switch (bubble.state) {
      case 'sent':
        if (copy === undefined) add('lost', 'O3', bubble, 'not visible');
        else if (bubble.remoteId !== String(copy.actorMessageId))
          add('doubled', 'O3', bubble, 'taken for another message');
        break;
      case 'failed':
      case 'dropped':
        if (copy !== undefined) add('doubled', 'O3', bubble, 'visible all the same');
        if (bubble.reason === null) add('lost', 'O3', bubble, 'no reason');
        break;
      default:
        add('lost', 'O3', bubble, 'never settled');
    }
    if (copy === undefined) continue;
    if (copy.text !== bubble.text) add('corrupt', 'O2', bubble, 'visible with another text');
    if (copy.seq < (newest.get(bubble.peer) ?? 0))
      add('corrupt', 'O2', bubble, 'visible before an earlier one');
    newest.set(bubble.peer, copy.seq);
  }
  const committed = new Set(store.bubbles.map((bubble) => bubble.sendId));
  for (const fact of seen) {
    if (!committed.has(fact.randomId ?? '')) {
      findings.push({
        harm: 'doubled',
        oracle: 'O2',
        what: `message ${fact.actorMessageId} to ${fact.peer} was never committed under its random id`,
      });
    }
  }
  return findings;
}

/** O4: one reply per turn, one turn per message; told from the answers themselves, which name what they answer. */
function nothingSaidTwice(seen: readonly Fact[], store: StoreView): readonly Finding[] {
  const findings: Finding[] = [];
  const answered = new Map<string, number>();
  for (const fact of seen) {
    for (const tag of new Set(tagsIn(fact.text ?? ''))) {
      const earlier = answered.get(tag);
      if (earlier !== undefined) {
        findings.push({
          harm: 'doubled',
          oracle: 'O4',
          what: `${tag} was answered by ${earlier} and ${fact.actorMessageId}`,
        });
      }
      answered.set(tag, fact.actorMessageId ?? 0);
    }
  }
  const covering = new Set(
    store.messages.flatMap(({ direction, turn }) =>
      direction === 'incoming' && turn !== null ? [turn] : [],
    ),
  );
  const places = new Set<string>();
  for (const { turn, position } of store.bubbles) {
    if (places.has(`${turn} ${position}`)) {
      findings.push({ harm: 'doubled', oracle: 'O4', what: `turn ${turn} has two bubbles ${position}` });
    }
    places.add(`${turn} ${position}`);
  }
  for (const { turn, outcome } of store.turns) {
    if (outcome === 'spoke' && !covering.has(turn)) {
      findings.push({
        harm: 'doubled',
        oracle: 'O4',
        what: `turn ${turn} spoke although another covers its messages`,
      });
    }
  }
  return findings;
}

/** O9: the store's copy of every chat is the chat as the account sees it, whatever happened on the way. */
function chatsAgree(bed: Bed, store: StoreView): readonly Finding[] {
  const stored = new Map(store.messages.map((message) => [`${message.peer} ${message.remoteId}`, message]));
  const findings: Finding[] = [];
  const screen = new Set<string>();
  for (const person of bed.crowd.people) {
    for (const shown of bed.telegram.people.person(bed.account).screen(person, -1)) {
      const key = `${person} ${shown.id}`;
      screen.add(key);
      const kept = stored.get(key);
      const differs =
        kept === undefined
          ? 'is missing'
          : kept.deletedAt !== null
            ? 'counts as deleted'
            : kept.text !== shown.text
              ? 'has another text'
              : (kept.direction === 'outgoing') !== shown.out
                ? 'has the wrong direction'
                : null;
      if (differs !== null) {
        findings.push({
          harm: kept === undefined ? 'lost' : 'corrupt',
          oracle: 'O9',
          what: `message ${key} ${differs}`,
        });
      }
    }
  }
  for (const [key, { deletedAt }] of stored) {
    if (deletedAt === null && !screen.has(key)) {
      findings.push({ harm: 'corrupt', oracle: 'O9', what: `message ${key} is kept but gone from the chat` });
    }
  }
  const { pts } = viewBacklog(bed.databaseFile);
  const box = bed.telegram.world.boxes.of(bed.account).pts;
  if (pts !== box) {
    findings.push({
      harm: 'corrupt',
      oracle: 'O9',
      what: `the stored position is ${pts}, the server's is ${box}`,
    });
  }
  return findings;
}
