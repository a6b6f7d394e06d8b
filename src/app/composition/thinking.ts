import { Admission } from '../../conversation/admission/admission.js';
import { Afterthought } from '../../conversation/afterthought/afterthought.js';
import { LorebookIndexes } from '../../conversation/planning/lorebook-indexes.js';
import { createAskAdvice } from '../../conversation/planning/ask-advice.js';
import { IndexFiller } from '../../conversation/afterthought/index-filler.js';
import { createDraftOpinion } from '../../conversation/writing/draft-opinion.js';
import type { OpenersPreview } from '../../conversation/openers/preview-openers.js';
import { createCareJudge } from '../../conversation/fixed-answers/care-judge.js';
import { createPersonZone } from '../../conversation/openers/person-zone.js';
import { createRiskOpinion } from '../../conversation/writing/risk-opinion.js';
import { PromptGuards } from '../../conversation/writing/prompt-guards.js';
import { PromptBlocks } from '../../conversation/committing/prompt-blocks.js';
import { createTurnRecall } from '../../conversation/planning/recall-turn.js';
import { RetryLater } from '../../conversation/turn/retry-later.js';
import { runTurn } from '../../conversation/turn/run-turn.js';
import { usualScribing } from '../../conversation/afterthought/scribe-settings.js';
import { SignGrader } from '../../conversation/fixed-answers/sign-grader.js';
import { SpendLedger } from '../../conversation/spending/spend-ledger.js';
import { unlimited } from '../../conversation/spending/unlimited.js';
import type { TurnNeeds } from '../../conversation/turn/turn-needs.js';
import { ToneWatch } from '../../conversation/afterthought/tone-watch.js';
import { VectorFiller } from '../../conversation/afterthought/vector-filler.js';
import { VoiceProfiles } from '../../conversation/planning/voice-profiles.js';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { prepareCrisis } from '../../duty/crisis.js';
import { careNets } from '../../duty/net/load-nets.js';
import { KeyedLanes } from '../../lib/keyed-lanes.js';
import { systemRounds } from '../../lib/system-yield.js';
import { readConversationsWaiting } from '../../store/conversation/conversation-reader.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';
import { RememberedJudgements } from '../../strategist/remembered.js';
import { mediaStage, type MediaStage } from './media/media-stage.js';
import { Openers } from './openers.js';
import type { ThinkingParts } from './thinking-parts.js';

/** The part of the path between inbox and outbox: lanes of turns, and what is done about them later or in the background. */
export class Thinking {
  private readonly lanes: KeyedLanes<ConversationId>;
  private readonly retries: RetryLater;
  private readonly ledger: SpendLedger;
  private readonly filler: IndexFiller;
  private readonly vectors: VectorFiller | null;
  private readonly afterthought: Afterthought;
  private readonly needs: TurnNeeds;
  private readonly openers: Openers | null;
  private readonly grader: SignGrader | null;
  private readonly tones: ToneWatch | null;
  private readonly media: MediaStage;

  constructor(private readonly parts: ThinkingParts) {
    const { clock, chance, database, limits, report, broke } = parts;
    this.retries = new RetryLater(clock, chance, (conversation) => this.lanes.wake(conversation));
    this.lanes = new KeyedLanes({
      // While nothing can be stored, thinking is in vain: the message waits in the store.
      work: async (conversation, control) => {
        if (!database.health.isWell) return;
        this.afterthought.turnBegins(conversation);
        try {
          await runTurn(this.needs, conversation, control);
          await this.openers?.take(conversation, control);
        } finally {
          this.afterthought.turnEnded(conversation);
          this.filler.wake();
        }
      },
      clock,
      concurrency: limits.concurrentTurns,
      mostInterrupts: limits.mostInterrupts,
      watchdogMs: limits.turnWatchdogMs,
      onOverrun: (conversation) => {
        report.overran(conversation);
        this.retries.schedule(conversation);
      },
      onError: (conversation, cause) => {
        broke('turn', cause);
        this.retries.schedule(conversation);
      },
    });
    this.ledger = new SpendLedger({
      database,
      clock,
      spending: parts.spending ?? unlimited,
      onBroken: (cause) => broke('spending', cause),
      onReached: (by) => report.budgetReached(by),
    });
    const ask = this.ledger.metered(parts.ask);
    const readMoment = createMomentReader(loadMomentModel());
    this.afterthought = new Afterthought({
      database,
      clock,
      ask,
      ledger: this.ledger,
      character: parts.character,
      ownModels: parts.ownModels,
      personZone: createPersonZone(database, clock),
      asksForMemory: parts.settings.duties?.asksForMemory === true,
      readMoment,
      report,
      condensing: parts.condensing,
      scribing: parts.scribing === undefined ? usualScribing : parts.scribing,
    });
    this.grader =
      parts.settings.gradesDanger === true
        ? new SignGrader({ database, clock, ask, broke: (cause) => broke('grading', cause) })
        : null;
    const voices = new VoiceProfiles();
    this.filler = new IndexFiller({ database, clock, onFault: (cause) => broke('index', cause) });
    const { embedder = null } = parts;
    this.vectors =
      embedder === null
        ? null
        : new VectorFiller({
            database,
            clock,
            embedder,
            report,
            onFault: (cause) => broke('vectors', cause),
          });
    const { character, ownModels, settings, serves } = parts;
    const { ledger } = this;
    const wakeOutbox = (conversation: ConversationId): void => {
      this.retries.forget(conversation);
      parts.wakeOutbox(conversation);
    };
    const superseded = (conversation: ConversationId): void => report.superseded(conversation);
    const admission = new Admission({
      database,
      clock,
      ids: parts.ids,
      rule: parts.people,
      wakeOutbox,
      report,
    });
    const wakeTurn = (conversation: ConversationId): void => this.lanes.wake(conversation);
    this.media = mediaStage(parts, { ask, ledger, wakeTurn });
    // Nobody is asked for advice where no time is set for it.
    const { adviceWithinMs: withinMs } = settings;
    const askAdvice = withinMs === undefined ? null : createAskAdvice({ ask, ownModels, clock, withinMs });
    const planning = {
      pictures: this.media.pictures,
      sees: this.media.sees,
      forms:
        parts.media == null ? null : { database, chance, hasMouth: parts.hasMouth, canSend: parts.canSend },
      database,
      clock,
      chance,
      character,
      readMoment,
      judgements: new RememberedJudgements(),
      askAdvice,
      recall: createTurnRecall({ database, clock, character, settings, embedder }),
      voices,
      lorebooks: new LorebookIndexes(),
      ownModels,
      ledger,
      settings,
    };
    const rounds = systemRounds();
    const myRound = (): Promise<void> => rounds.next();
    const writing = {
      myRound,
      ask,
      clock,
      ownModels,
      draftOpinion: settings.hasJudge === true ? createDraftOpinion(ask, clock) : null,
      riskOpinion: settings.hasJudge === true ? createRiskOpinion(ask, clock) : null,
      voices,
      promptGuards: new PromptGuards(),
      holdsSecret: parts.holdsSecret ?? (() => false),
      textLimit: parts.textLimit,
      settings,
    };
    const committing = {
      database,
      clock,
      ids: parts.ids,
      character,
      promptBlocks: new PromptBlocks(),
      standbyOf: parts.standbyOf,
      sayWithoutStore: parts.sayWithoutStore,
      propose: parts.propose,
      asksOwner: parts.asksOwner,
      textLimit: parts.textLimit,
      report,
      settings,
    };
    const fixedAnswers = {
      database,
      clock,
      character,
      gradeSigns: this.grader,
      people: { rule: parts.people, wake: (one: ConversationId) => this.lanes.wake(one) },
      linking: { ids: parts.ids, wakeOutbox },
      settings,
    };
    this.tones =
      this.grader &&
      new ToneWatch({
        clock,
        grader: this.grader,
        readMoment,
        fixedAnswers,
        committing,
        wakeOutbox,
        broke: (cause) => broke('tone', cause),
      });
    this.needs = {
      myRound,
      loading: { database, character, serves, canLose: parts.canLose, settings },
      fixedAnswers,
      planning,
      writing,
      committing,
      ledger,
      judgeBurst: this.grader && createCareJudge({ ask, clock, grader: this.grader, ledger }),
      admission,
      media: this.media.forTurn,
      attend: parts.attend,
      letFinish: parts.letFinish,
      wakeOutbox,
      retryLater: (conversation) => this.retries.schedule(conversation),
      lookAgainAt: (conversation, at) => this.retries.at(conversation, at),
      afterTurn: (loaded, folds) => {
        const { conversation } = loaded.state;
        this.tones?.spoke(loaded);
        voices.widen(character(loaded.state.character));
        this.afterthought.spoke(conversation, loaded.window.length);
        // What a human answered was in no turn before.
        const unread = loaded.window.filter(({ turn }) => turn === null);
        this.openers?.spoke(conversation, [...unread, ...loaded.burst], folds);
      },
      superseded,
    };
    this.openers =
      parts.proactive === undefined
        ? null
        : new Openers({
            ...parts.proactive,
            needs: {
              database,
              clock,
              chance,
              character,
              serves,
              admits: (conversation) => admission.admits(conversation),
              readMoment,
              ledger,
              planning,
              writing,
              committing,
              prompts: settings,
              wakeOutbox,
              superseded,
            },
            queue: (conversation) => this.lanes.queue(conversation),
            onError: (cause) => broke('proactive', cause),
          });
  }

  /** Read what earlier runs of this day have spent; before the first turn. */
  async open(): Promise<void> {
    await this.ledger.open();
    this.filler.start();
    this.media.start();
    this.vectors?.start();
  }

  /** Load what messages are heard by, so that the first one need not wait for it. */
  prepare(): void {
    prepareCrisis();
    careNets();
  }

  /** Begin to write first; once everything that waited was looked at. */
  beginOpeners(): void {
    this.openers?.start();
  }

  /** For whoever asks right now what is remembered. */
  readNow(conversation: ConversationId): Promise<void> {
    return this.afterthought.readNow(conversation);
  }

  async previewOpeners(conversation: ConversationId): Promise<OpenersPreview | null> {
    return (await this.openers?.preview(conversation)) ?? null;
  }

  /** Conversations in which a turn is at work or waits for a place. */
  get busy(): number {
    return this.lanes.busy;
  }

  /** What this UTC day has cost so far, in millionths of a US dollar. */
  get spentToday(): number {
    return this.ledger.spentToday;
  }

  /** Something waits in this conversation. */
  wake(conversation: ConversationId): void {
    this.lanes.wake(conversation);
  }

  /** Look at every conversation in which something waits: after a start, and when the store is well again. */
  async wakeWaiting(): Promise<void> {
    for (const conversation of await readConversationsWaiting(this.parts.database.read)) {
      this.lanes.wake(conversation);
    }
    await this.afterthought.resume();
  }

  /** The store takes writes again. */
  async saveAgain(): Promise<void> {
    await this.ledger.flush();
  }

  /** Begin nothing new, and let what is under way finish within its grace. */
  async stop(graceMs: Milliseconds): Promise<void> {
    this.retries.stop();
    await this.media.stop(graceMs);
    await this.openers?.stop();
    await Promise.all([
      this.vectors?.stop(),
      this.lanes.stop(graceMs),
      this.afterthought.stop(graceMs),
      this.grader?.stop(graceMs).then(() => this.tones?.stop()),
    ]);
    await this.filler.stop();
    await this.ledger.flush();
  }
}
