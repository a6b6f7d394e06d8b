import { assemble } from '../context/assemble.js';
import type { Decision } from '../core/decision.js';
import type { ConversationId, RemoteMessageId } from '../core/ids.js';
import type { LaneControl } from '../lib/keyed-lanes.js';
import { decide } from '../strategist/decide.js';
import { commitTurn } from './commit-turn.js';
import { generate, type Generated } from './generate.js';
import { loadTurn, type LoadedTurn } from './load-turn.js';
import type { TurnContext } from './turn-context.js';

/**
 * One decision to speak or stay silent: load, decide, assemble, generate and check, commit. Nothing is stored and
 * nothing is said before the commit, so an interrupted turn leaves no trace and the next one takes the whole burst.
 */
export async function runTurn(
  context: TurnContext,
  conversation: ConversationId,
  control: LaneControl,
): Promise<void> {
  const { clock, report, settings } = context;
  const startedAt = clock.now();
  const loaded = await loadTurn(context, conversation);
  if (!loaded) return;

  const decision = decide({ burst: loaded.burst, now: startedAt, staleAfterMs: settings.staleAfterMs });
  const attention = context.attend(loaded.state, latestAtHome(loaded));
  try {
    const generated =
      decision.kind === 'reply' ? await speak(context, loaded, decision, control) : withoutWords(decision);
    if (control.signal.aborted) {
      report.superseded(conversation);
      return;
    }
    control.seal();
    const committed = await commitTurn(context, {
      loaded,
      decision,
      generated,
      startedAt,
      // A person who never stops writing is answered with what there was when this turn began.
      revision: control.interruptible ? loaded.state.revision : null,
    });
    if (committed.result === 'moved-on') report.superseded(conversation);
    else if (committed.bubbles > 0) context.wakeOutbox(conversation);
    if (committed.result === 'stored' && generated.outcome === 'failed') context.retryLater(conversation);
  } finally {
    attention.end();
  }
}

/** What was written to another account is not read there: it only listens. */
function latestAtHome({ burst, state }: LoadedTurn): RemoteMessageId | null {
  return burst.findLast((message) => message.account === state.account)?.remoteId ?? null;
}

function speak(
  context: TurnContext,
  loaded: LoadedTurn,
  decision: Extract<Decision, { kind: 'reply' }>,
  control: LaneControl,
): Promise<Generated> {
  const character = context.character(loaded.state.character);
  const prompt = assemble({
    character,
    personName: loaded.state.personName,
    window: loaded.window,
    unsent: loaded.unsent,
    burst: loaded.burst,
    now: context.clock.now(),
  });
  const recentReplies = loaded.window
    .filter((message) => message.author === 'character')
    .map((message) => message.text);
  return generate(context, { prompt, decision, character, recentReplies, signal: control.signal });
}

function withoutWords(decision: Extract<Decision, { kind: 'silent' }>): Generated {
  return { outcome: 'silent', reason: decision.reason, prompt: null, answer: null, checks: [], marks: {} };
}
