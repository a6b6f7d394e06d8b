import type { Clock, Milliseconds } from '../core/clock.js';
import type { Dice } from '../lib/dice.js';
import { dayMs, hourMs, minuteMs, type ZoneClock, type ZoneClocks } from '../proactive/local-time.js';
import type { Habits } from './habits.js';
import { Phrasebook } from './lines.js';

/** What a person can do with their phone. */
export interface Hands {
  say(text: string): void;
  /** Look at everything that came. */
  read(): void;
  block(): void;
  /** Whether the last thing they were asked waits for a yes or no. */
  isAsked(): Promise<boolean>;
}

export interface ActorParts {
  readonly habits: Habits;
  readonly dice: Dice;
  readonly clock: Clock;
  readonly zones: ZoneClocks;
  readonly hands: Hands;
  readonly startsAt: Milliseconds;
  /** Something broke that should not. */
  readonly broke: (cause: unknown) => void;
}

/**
 * From an answer to the next message within a talk: 20 s to 4 min on a logarithmic scale, which is how waits between
 * messages are distributed.
 */
const gapMs = { from: 20_000, to: 4 * minuteMs };
/** Share of turns of several messages, and how fast the second follows (EVIDENCE 7: ESConv). */
const severalShare = 0.21;
/** How long somebody who was written to first takes to look, when they are up. */
const lookMs = { from: minuteMs, to: 3 * hourMs };
/** A talk in which nobody says anything for so long is over. */
const talkEndsMs = 20 * minuteMs;

/** One person of a rehearsal: has days, begins talks, answers or does not, and sometimes leaves. */
export class Actor {
  private readonly words: Phrasebook;
  /** Messages they still mean to write in the talk under way; null while there is none. */
  private talk: { left: number; lastAt: Milliseconds; isLast: boolean } | null = null;
  private isGone = false;
  private hasMet = false;
  private waiting: { cancel(): void } | null = null;

  constructor(private readonly parts: ActorParts) {
    this.words = new Phrasebook(parts.habits, parts.dice);
  }

  /** Plan what they do by themselves on a day of the rehearsal, counted from 1. Call at its beginning (UTC). */
  beginDay(day: number): void {
    const { habits, dice, clock } = this.parts;
    const at = (moment: Milliseconds, action: () => void): void => {
      const ms = moment - clock.now();
      if (ms >= 0) clock.after(ms, () => !this.isGone && action());
    };
    if (habits.ghostsFrom === day) this.isGone = true;
    if (this.isGone) return;
    const someTime = (): Milliseconds => this.awakeMoment(day);
    if (habits.stopsOn === day) at(someTime(), () => this.leave(() => this.say(this.words.stop)));
    if (habits.blocksOn === day) at(someTime(), () => this.leave(() => this.parts.hands.block()));
    // Everybody begins: whoever never wrote is nobody's acquaintance.
    const writes = day === 1 || dice.isLuckyIn(habits.days);
    if (!writes) return;
    const talks = Math.max(day === 1 ? 1 : 0, aboutAs(habits.talksPerDay, dice));
    const moments = Array.from({ length: talks }, someTime).sort((one, other) => one - other);
    moments.forEach((moment, index) => at(moment, () => this.beginTalk(index === moments.length - 1)));
  }

  /** Something from the character reached them. */
  received(): void {
    if (this.isGone) return;
    const { clock, dice } = this.parts;
    if (this.talk && clock.now() - this.talk.lastAt < talkEndsMs) {
      // More bubbles may follow: one reply to all of them.
      this.waiting?.cancel();
      this.waiting = clock.after(between(gapMs, dice), () => this.goOn());
      return;
    }
    this.talk = null;
    this.waiting?.cancel();
    this.waiting = clock.after(this.untilLook(), () => this.lookAtOpener());
  }

  private beginTalk(isLast: boolean): void {
    const { clock, habits, dice } = this.parts;
    if (this.talk && clock.now() - this.talk.lastAt < talkEndsMs) return;
    this.talk = { left: Math.max(1, aboutAs(habits.messagesPerTalk, dice)), lastAt: clock.now(), isLast };
    this.parts.hands.read();
    this.utter(this.hasMet && dice.isLuckyIn(0.6) ? this.line() : this.words.hello());
    this.hasMet = true;
  }

  private goOn(): void {
    this.inBackground(async () => {
      const { hands, dice, habits } = this.parts;
      hands.read();
      if (await hands.isAsked()) {
        this.utter(this.words.yes);
        return;
      }
      const { talk } = this;
      if (!talk || this.isGone) return;
      if (talk.left > 0) this.utter(this.line());
      else if (talk.isLast && this.isEvening() && dice.isLuckyIn(habits.saysGoodNight))
        this.close(this.words.night());
      else if (dice.isLuckyIn(0.3)) this.close(this.words.bye());
      else this.talk = null;
    });
  }

  private lookAtOpener(): void {
    this.inBackground(async () => {
      const { hands, dice, habits, clock } = this.parts;
      if (await hands.isAsked()) {
        hands.read();
        this.utter(this.words.yes);
        return;
      }
      if (dice.isLuckyIn(habits.answersOpeners)) {
        hands.read();
        const left = Math.max(1, Math.round(aboutAs(habits.messagesPerTalk, dice) / 2));
        this.talk = { left, lastAt: clock.now(), isLast: false };
        this.utter(this.words.answer());
      } else if (dice.isLuckyIn(habits.readsOpeners)) hands.read();
    });
  }

  /** One thought, sometimes in two messages. */
  private utter(text: string): void {
    const { clock, dice } = this.parts;
    this.say(text);
    if (this.talk) this.talk = { ...this.talk, left: this.talk.left - 1, lastAt: clock.now() };
    if (!dice.isLuckyIn(severalShare)) return;
    clock.after(between({ from: 4_000, to: 30_000 }, dice), () => {
      if (!this.isGone && this.talk) this.say(this.line());
    });
  }

  private close(text: string): void {
    this.say(text);
    this.talk = null;
  }

  private leave(action: () => void): void {
    action();
    this.isGone = true;
    this.talk = null;
    this.waiting?.cancel();
  }

  private say(text: string): void {
    this.parts.hands.say(text);
  }

  private line(): string {
    return this.words.talk(this.zone().local(this.parts.clock.now()).weekday);
  }

  private zone(at = this.parts.clock.now()): ZoneClock {
    const { habits, zones, startsAt } = this.parts;
    const day = Math.floor((at - startsAt) / dayMs) + 1;
    const travelled = habits.travels.findLast((stop) => stop.day <= day);
    return zones.of(travelled?.zone ?? habits.zone);
  }

  /** Some moment of this day at which they are up. */
  private awakeMoment(day: number): Milliseconds {
    const { habits, dice, startsAt } = this.parts;
    const { from, to } = habits.awake;
    const hours = from + dice.next() * ((to - from + 24) % 24 || 24);
    const noon = startsAt + (day - 1) * dayMs + 12 * hourMs;
    const zone = this.zone(noon);
    return zone.instant(zone.local(noon).day, Math.floor(hours * 60));
  }

  private isAwake(at: Milliseconds): boolean {
    const { from, to } = this.parts.habits.awake;
    const hours = this.zone(at).local(at).minute / 60;
    return from <= to ? hours >= from && hours < to : hours >= from || hours < to;
  }

  private isEvening(): boolean {
    const now = this.parts.clock.now();
    return !this.isAwake(now + 2 * hourMs);
  }

  /** Nobody looks at their phone asleep. */
  private untilLook(): Milliseconds {
    const { clock, dice } = this.parts;
    let ms = between(lookMs, dice);
    while (!this.isAwake(clock.now() + ms)) ms += 30 * minuteMs;
    return ms;
  }

  private inBackground(work: () => Promise<void>): void {
    work().catch(this.parts.broke);
  }
}

/** Whole numbers that are this on average: so many for sure, and one more as often as the rest says. */
function aboutAs(mean: number, dice: Dice): number {
  const spread = mean * (0.5 + dice.next());
  return Math.floor(spread) + (dice.isLuckyIn(spread % 1) ? 1 : 0);
}

function between({ from, to }: { readonly from: number; readonly to: number }, dice: Dice): number {
  return Math.round(from * (to / from) ** dice.next());
}
