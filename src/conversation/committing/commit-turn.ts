import type { Milliseconds } from '../../core/clock.js';
import type { Decision } from '../../core/decision.js';
import type { RemoteMessageId, TurnId } from '../../core/ids.js';
import type { TextLimit } from '../../core/text-limit.js';
import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { TurnTimings } from '../../core/turn.js';
import { behind, splitReply } from '../../delivery/bubble-stream.js';
import type { Tempo } from '../../delivery/pace.js';
import { quotedOf } from '../../delivery/quote.js';
import { behindFixedWords, fixedBubbles, fixedText } from '../../quality/egress/outgoing.js';
import { noteEditsRead } from '../../store/conversation/unread-edits.js';
import { handOver } from '../../store/turn/hand-over-store.js';
import { openTurn } from '../../store/turn/open-turn-store.js';
import { addProposal } from '../../store/turn/proposal-store.js';
import { hasSpokenOfOutage } from '../../store/turn/turn-reader.js';
import { storePromptBlock, storeTurn, type TurnRecord } from '../../store/turn/turn-writer.js';
import type { NewBubble } from '../../store/turn/new-bubble.js';
import type { FormChoice } from '../../strategist/form.js';
import { closingColumns, findClosing, recordClosing, type ClosingWords } from './closing-words.js';
import { boldOf, disclosureOpening } from './disclosure-opening.js';
import type { Generated } from '../writing/generate.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { inForm } from './in-form.js';
import { recordRequest } from './record-request.js';
import { reactionBubble } from './reaction-bubble.js';
import type { CommittingNeeds } from './committing-needs.js';

export interface CommitInput {
  readonly loaded: LoadedTurn;
  /** When the bubbles are due. */
  readonly tempo: Tempo;
  /** The words are for a human to send: none of them leaves. */
  readonly isProposal: boolean;
  readonly decision: Decision;
  readonly generated: Generated;
  readonly startedAt: Milliseconds;
  /** For the next turn; absent where no prompt was made. */
  readonly lorebookState: string | null;
  /** The conversation's revision this turn was made for; null to commit whatever came in meanwhile. */
  readonly revision: number | null;
  /** How it goes out; as words where left out. */
  readonly form?: FormChoice;
  /** The model still writes: the turn stays open for more bubbles. */
  readonly goesOn?: boolean;
}

export interface Committed {
  readonly result: 'stored' | 'moved-on';
  readonly turn: TurnId;
  readonly bubbles: number;
  /** Fixed words that follow the last bubble of a turn that goes on. */
  readonly closing: ClosingWords | null;
}

const nothingAsked = { request: null, sharedBlocks: new Map<string, string>() } as const;

/**
 * Transaction B: the record, what it covers and its bubbles, or nothing. A failed turn covers nothing, so the person's
 * messages stay waiting. Bubbles get their send ids here, before anything is sent.
 */
export async function commitTurn(context: CommittingNeeds, input: CommitInput): Promise<Committed> {
  const { loaded, tempo, isProposal, decision, generated, startedAt, lorebookState, revision } = input;
  const goesOn = input.goesOn === true;
  const { clock, ids, database, report } = context;
  const turn = ids.turn();
  const finishedAt = clock.now();
  const { request, sharedBlocks } =
    generated.prompt !== null && decision.kind === 'reply'
      ? recordRequest(context.promptBlocks, generated.prompt, loaded, {
          role: `voice.${decision.depth}`,
          maxTokens: decision.maxTokens,
        })
      : nothingAsked;
  const words = await wordsFor(context, loaded, generated);
  const found = await findClosing(context, loaded, generated);
  const closing = isProposal || goesOn ? { ...found, words: null } : found;
  const written =
    decision.kind === 'react'
      ? [reactionBubble(context, loaded, decision.emoji, tempo.due(decision.emoji, finishedAt))]
      : words === null
        ? []
        : inForm(
            context,
            loaded,
            generated.outcome === 'spoke' ? input.form : undefined,
            toBubbles(context, loaded, bubblesOf(generated, words), closing.words, tempo, finishedAt),
          );
  const isProposed = isProposal && generated.outcome === 'spoke';
  const bubbles = isProposal ? [] : written;
  const record: TurnRecord = {
    turn,
    conversation: loaded.state.conversation,
    cause: 'incoming',
    outcome: isProposed ? 'silent' : generated.outcome,
    reason: isProposed ? 'proposed' : generated.reason,
    startedAt,
    finishedAt,
    decision,
    layers: generated.prompt?.notes ?? [],
    request,
    answer: generated.answer,
    checks: generated.checks,
    timings: turnTimings(loaded.burst[0].receivedAt, startedAt, finishedAt, generated),
    // A turn that failed was none: its entries neither stay nor rest.
    ...(generated.outcome === 'spoke' && hasChanged(loaded.state.lorebookState, lorebookState)
      ? { lorebookState }
      : {}),
  };
  const covered = generated.outcome === 'failed' ? [] : loaded.burst.map((message) => message.row);
  const stored = await database.write(async (transaction) => {
    const { account, peer } = loaded.state;
    const result = await storeTurn(transaction, record, covered, bubbles, { revision, account, peer });
    if (result === 'stored') {
      if (generated.prompt !== null && generated.outcome !== 'failed')
        await noteEditsRead(transaction, loaded.edits);
      if (goesOn) await openTurn(transaction, { turn, conversation: record.conversation, account, peer });
      if (isProposed && context.asksOwner(account)) {
        const { conversation } = loaded.state;
        const proposed = { key: turn, conversation, account, peer, turn, bubbles: written };
        await addProposal(transaction, proposed, finishedAt);
      }
      await recordClosing(transaction, record.conversation, closing, bubbles.at(-1), finishedAt);
      if (decision.kind === 'hand-over') {
        const { conversation } = loaded.state;
        await handOver(transaction, { conversation, turn, reason: decision.reason, since: finishedAt });
      }
      for (const [hash, text] of sharedBlocks) await storePromptBlock(transaction, hash, text);
    }
    return result;
    // The outbox flushes its claim before it sends, and this commit with it.
  }, 'ordered');
  if (stored === 'stored') {
    for (const hash of sharedBlocks.keys()) context.promptBlocks.markStored(hash);
    if (!goesOn) report.finished(record, bubbles.length, loaded.state.account);
    if (isProposed) context.propose(loaded.state, written.map(({ text }) => text).join('\n\n'));
  }
  const later = goesOn && found.answer !== null ? found.words : null;
  return { result: stored, turn, bubbles: stored === 'stored' ? bubbles.length : 0, closing: later };
}

/** Before the first turn nothing stays and nothing rests: that need not be written down. */
const hasChanged = (before: string | null, now: string | null): boolean => (before ?? '{}') !== (now ?? '{}');

/** As the gates let them through; fixed words as they stand. */
function bubblesOf(generated: Generated, words: string): readonly OutgoingBubble[] | string {
  return generated.outcome === 'spoke' && generated.bubbles ? generated.bubbles : words;
}

/** What the person will read: the answer, or once per outage the operator's line for it. */
async function wordsFor(
  { database, settings }: CommittingNeeds,
  { state, burst }: LoadedTurn,
  generated: Generated,
): Promise<string | null> {
  if (generated.outcome === 'spoke') return generated.text;
  if (generated.outcome === 'silent' || settings.outageLine === null) return null;
  const isSaid = await hasSpokenOfOutage(database.read, state.conversation, burst[0].receivedAt);
  return isSaid ? null : settings.outageLine;
}

function toBubbles(
  context: CommittingNeeds,
  loaded: LoadedTurn,
  words: readonly OutgoingBubble[] | string,
  closing: ClosingWords | null,
  tempo: Tempo,
  now: Milliseconds,
): readonly NewBubble[] {
  const { ids } = context;
  const limit = context.textLimit(loaded.state.account);
  const opening = disclosureOpening(context, loaded);
  // The disclosure and the first words are one message, so that neither can arrive without the other.
  const rules = { maxLength: limit.most, unit: limit.unit, opening: opening?.text ?? null };
  const said =
    typeof words === 'string'
      ? fixedBubbles(words, (text) => splitReply(text, rules))
      : opened(words, opening?.text ?? null, limit);
  const closed: readonly OutgoingBubble[] =
    closing === null ? [] : [{ text: fixedText(closing.text), entities: [] }];
  return [...said, ...closed].map((bubble, position) => ({
    outbox: ids.outbox(),
    sendId: ids.send(),
    ...bubble,
    ...(opening !== null && position === 0
      ? { entities: [...boldOf(opening, bubble.text), ...bubble.entities] }
      : {}),
    replyTo: position === 0 ? quotedIn(loaded) : null,
    discloses: opening !== null && position === 0 ? opening.version : null,
    ...(closing !== null && position === said.length ? closingColumns(closing) : {}),
    notBefore: tempo.due(bubble.text, now),
    expiresAt: null,
  }));
}

function opened(
  bubbles: readonly OutgoingBubble[],
  opening: string | null,
  limit: TextLimit,
): readonly OutgoingBubble[] {
  const [first, ...rest] = bubbles;
  if (opening === null || first === undefined) return bubbles;
  return [...behindFixedWords(opening, first, (words, bubble) => behind(words, bubble, limit)), ...rest];
}

/** A message of the home account that the answer quotes; ids of other accounts mean nothing there. */
function quotedIn({ burst, state }: LoadedTurn): RemoteMessageId | null {
  const quoted = burst[quotedOf(burst) ?? -1];
  return quoted?.account === state.account ? quoted.remoteId : null;
}

export function turnTimings(
  receivedAt: Milliseconds,
  startedAt: Milliseconds,
  committed: Milliseconds,
  { marks }: Generated,
): TurnTimings {
  return {
    started: startedAt - receivedAt,
    ...(marks.asked === undefined ? {} : { asked: marks.asked - receivedAt }),
    ...(marks.firstText === undefined ? {} : { firstText: marks.firstText - receivedAt }),
    ...(marks.answered === undefined ? {} : { answered: marks.answered - receivedAt }),
    committed: committed - receivedAt,
  };
}
