import { isHeardLine, readHeardHead, type HeardCode } from '../../core/heard-line.js';
import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { RichText } from '../../core/rich-text.js';
import type { TextLimit } from '../../core/text-limit.js';
import type { CheckNote, DraftOpinionNote } from '../../core/turn.js';
import { BubbleStream } from '../../delivery/bubble-stream.js';
import { breachChecks } from '../../duty/breaches.js';
import type { OutgoingLabel } from '../../duty/net/labels.js';
import { heardCheck } from '../../quality/gate-record.js';
import type { Review, ReviewBubble } from './review-bubble.js';

/** How bubbles leave while the rest is still being written. */
export interface Outlet {
  /** Store the first one, and with it the turn. False when it must not be stored: the person wrote, or the home moved. */
  begin(bubble: OutgoingBubble): Promise<boolean>;
  /** Store one more; false as above. */
  add(bubble: OutgoingBubble): Promise<boolean>;
}

export interface DraftOptions {
  /** Of one message. */
  readonly limit: TextLimit;
  /** @param isFarewell the voice heard a goodbye in what it answers */
  readonly review: (isFarewell: boolean) => ReviewBubble;
  /**
   * Asked once, before the first bubble, with what the voice heard: true where something else is said in place of the
   * draft. Null for words that no model wrote, which begin with no line for the program.
   */
  readonly yields: ((heard: readonly HeardCode[]) => Promise<boolean>) | null;
  /** Asked where a rule is in doubt; null where there is nobody to ask. */
  readonly secondOpinion: ((draft: string, doubt: string) => Promise<DraftOpinionNote>) | null;
  /**
   * Asked of a bubble that passed, before it leaves: what promise it breaks, as a judge sees it. Null where there is nobody
   * to ask. @param heardSomething the voice heard something in what it answers
   */
  readonly risk: ((draft: string, heardSomething: boolean) => Promise<OutgoingLabel | null>) | null;
  /** Waited for before a bubble is judged: that takes milliseconds, and other drafts may have come at the same moment. */
  readonly myRound: () => Promise<void>;
  /** Absent: nothing leaves before the whole draft is there. */
  readonly outlet: Outlet | null;
  /** Nothing more of this draft is wanted. */
  readonly stop: () => void;
}

type Fault = Extract<Review, { fit: false }>;

/** Reasoning that a model writes in front: nothing of it is a thought of the reply, however many lines it has. */
const thinks = /^\s*<(think|thinking|thought|reasoning|analysis|reflection|scratchpad)>/iu;

/**
 * One draft as it comes in. Every bubble is judged when it is complete. The first that is fit is stored at once; from
 * then on there is no way back, so what is unfit behind it is left out. A draft whose first bubble is unfit is held
 * back as a whole: nothing of it has been stored, and another one can be asked for.
 */
export class StreamedDraft {
  readonly notes: CheckNote[] = [];
  /** Everything of it that may be sent, in order. */
  readonly bubbles: OutgoingBubble[] = [];
  readonly faults: Fault[] = [];
  /** What was turned down of it when its beginning was said already. */
  readonly leftOut: { readonly text: string; readonly check: string; readonly reason: string }[] = [];
  /** `moved-on`: what it answers is no longer what there is to answer. `yielded`: something else is said in its place. */
  state: 'held' | 'beginning' | 'begun' | 'moved-on' | 'yielded' = 'held';

  private readonly stream: BubbleStream;
  private work: Promise<void> = Promise.resolve();
  private broken: { readonly cause: unknown } | null = null;
  private isVoid = false;
  private head = '';
  private isPastHead = false;
  private unheard = '';
  private isPastHeard: boolean;
  private isFarewell = false;
  private heardSomething = false;
  private review: ReviewBubble;

  constructor(private readonly options: DraftOptions) {
    this.stream = new BubbleStream({
      maxLength: options.limit.most,
      unit: options.limit.unit,
      ...(options.limit.isDear === true ? { most: 1 } : {}),
    });
    this.review = options.review(false);
    this.isPastHeard = options.yields === null;
  }

  /** More text. Never throws: what fails behind it is thrown by `end`. */
  push(piece: string): void {
    for (const bubble of this.stream.push(this.pastHeard(this.pastHead(piece), false)))
      this.queue(bubble, true);
  }

  /** There is no more. Resolves when everything is judged and, if anything was stored, all of it is. */
  async end(): Promise<void> {
    const left = this.pastHeard(this.isPastHead ? '' : this.head, true);
    for (const bubble of [...(left === '' ? [] : this.stream.push(left)), ...this.stream.end()]) {
      this.queue(bubble, false);
    }
    await this.work;
    if (this.broken) throw this.broken.cause;
  }

  /** What was under way is done; what is unfinished is forgotten. */
  async abandon(): Promise<void> {
    await this.work;
    if (this.broken) throw this.broken.cause;
  }

  /** The model begins anew: what came so far counts no more. False when some of it is stored, or about to be. */
  discard(): boolean {
    if (this.state !== 'held') return false;
    this.isVoid = true;
    return true;
  }

  /** A model's reasoning is waited for and dropped; what it did not close is left to the checks. */
  private pastHead(piece: string): string {
    if (this.isPastHead) return piece;
    this.head += piece;
    const opened = thinks.exec(this.head)?.[1];
    if (opened === undefined) {
      // It may still become a tag.
      if (/^\s*(?:<[a-z]{0,12})?$/iu.test(this.head)) return '';
    } else if (!new RegExp(`</${opened}>`, 'iu').test(this.head)) return '';
    this.isPastHead = true;
    const rest = this.head.replace(/^\s*<(\w+)>[\s\S]*?<\/\1>\s*/iu, (whole) =>
      opened === undefined ? whole : '',
    );
    if (opened !== undefined)
      this.notes.push({ check: 'prompt-residue', verdict: 'repair', reason: 'residue' });
    return rest;
  }

  /** The line for the program is waited for and cut off; what it says is looked at before any bubble is. */
  private pastHeard(piece: string, isWhole: boolean): string {
    if (this.isPastHeard) return piece;
    this.unheard += piece;
    const head = readHeardHead(this.unheard, isWhole);
    if (head === null) return '';
    this.isPastHeard = true;
    const isRead = head.line === 'read';
    const reason = isRead ? head.codes.join('+') || 'none' : head.line;
    this.notes.push({ check: heardCheck, verdict: isRead ? 'pass' : 'repair', reason });
    this.inTurn(async () => {
      if (this.isVoid || !(await this.options.yields?.(head.codes))) return;
      this.state = 'yielded';
      this.options.stop();
    });
    this.heardSomething = head.codes.length > 0;
    if (head.codes.includes('bye')) {
      this.isFarewell = true;
      this.review = this.options.review(true);
    }
    return head.rest;
  }

  private queue(bubble: RichText, isEarly: boolean): void {
    this.inTurn(() => this.take(bubble, isEarly));
  }

  private inTurn(task: () => Promise<void>): void {
    this.work = this.work
      .then(() => (this.broken ? undefined : task()))
      .catch((cause: unknown) => {
        this.broken ??= { cause };
        this.options.stop();
      });
  }

  private async take(draft: RichText, isEarly: boolean): Promise<void> {
    if (this.state === 'moved-on' || this.state === 'yielded' || this.isVoid) return;
    // Written once more further down, it is for nobody; and whoever goes gets one bubble.
    if (isHeardLine(draft.text) || (this.isFarewell && this.bubbles.length > 0)) return;
    await this.options.myRound();
    const review = await this.reviewed(draft);
    // That may have taken a while.
    if (this.isVoid) return;
    if (!review.fit) {
      this.faults.push(review);
      if (this.state === 'begun') {
        this.leftOut.push({ text: draft.text, check: review.check, reason: review.reason });
        return;
      }
      if (review.bubble !== null) this.bubbles.push(review.bubble);
      else this.options.stop();
      return;
    }
    this.bubbles.push(review.bubble);
    const { outlet } = this.options;
    if (this.state === 'begun') {
      if (outlet && !(await outlet.add(review.bubble))) this.moveOn();
    } else if (isEarly && outlet && this.faults.length === 0) {
      // Whatever was judged fit before it would have been stored then: this is the first.
      this.state = 'beginning';
      if (await outlet.begin(review.bubble)) this.state = 'begun';
      else this.moveOn();
    }
  }

  private async reviewed(draft: RichText): Promise<Review> {
    const review = await this.byGates(draft);
    const broken = review.fit ? await this.options.risk?.(review.bubble.text, this.heardSomething) : null;
    if (!broken) return review;
    const { check, reason } = breachChecks[broken];
    this.notes.push({ check, verdict: 'reject', reason: `judge: ${check}` });
    return { fit: false, check, reason, grade: 'never', bubble: null, notes: [] };
  }

  private async byGates(draft: RichText): Promise<Review> {
    const review = this.review(draft, this.bubbles);
    const { secondOpinion } = this.options;
    if (review.fit || review.grade !== 'doubt' || review.bubble === null || secondOpinion === null) {
      this.notes.push(...review.notes);
      return review;
    }
    const opinion = await secondOpinion(review.bubble.text, review.reason);
    // A bubble of which the worst is a doubt has nothing but doubts.
    this.notes.push(...review.notes.map((note) => (note.verdict === 'reject' ? { ...note, opinion } : note)));
    return opinion === 'may-pass' ? { fit: true, bubble: review.bubble, notes: [] } : review;
  }

  private moveOn(): void {
    this.state = 'moved-on';
    this.options.stop();
  }
}
