import type { Milliseconds } from '../core/clock.js';
import { dayMs, hourMs, minuteMs } from './local-time.js';

/** What a plan to write first is for. */
export const planKinds = [
  'requested',
  'reminder',
  'follow-up',
  'care',
  'anniversary',
  'nudge',
  'share',
  'old-thread',
  'good-morning',
  'good-night',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** How a plan of one kind is treated: every difference between kinds stands here and nowhere else. */
export interface KindRules {
  /** Which of several goes first: the higher. */
  readonly priority: number;
  /** How much it is worth by itself, before anything about the person counts: 0 to 1. */
  readonly worth: number;
  /** How long after its moment it still makes sense. */
  readonly latenessMs: Milliseconds;
  /** What becomes of it when its moment passed while the program did not run. */
  readonly whenMissed: 'drop' | 'catch-up' | 'replan';
  /** Looked at again so often, after so long, when the moment was only not quite right. */
  readonly retries: number;
  readonly retryMs: Milliseconds;
  /** What the person writes meanwhile ends it: at all, on the same day of theirs, or not at all. */
  readonly endsWhenPersonWrites: 'always' | 'same-day' | 'never';
  /** Nobody in a crisis gets one of these. */
  readonly isLight: boolean;
  /** It wants an answer: left without one, it counts towards the back-off. */
  readonly expectsAnswer: boolean;
  /** The talk has to rest for so long before it is not in the middle of it. */
  readonly restMs: Milliseconds;
  /** Not a second one of the kind within this time. */
  readonly spacingMs: Milliseconds;
  /** How far along the relationship must be, from 0 (its first stage) to 1 (its last). */
  readonly fromStage: number;
  /** The only stretch of the person's day it makes sense in, in minutes since midnight. */
  readonly window: readonly [from: number, to: number] | null;
  /** How long it may still be woven into a reply after it lost its moment; 0 for never. */
  readonly foldsForMs: Milliseconds;
}

/**
 * The figures are ours, from what users of such systems ask for (PEERS 2.1 and 2.9): a reminder late by half a day is
 * still one, a good morning at noon is a mistake; a follow-up is welcome the next time they talk, a greeting is not.
 */
export const kindRules: Readonly<Record<PlanKind, KindRules>> = {
  requested: {
    priority: 100,
    worth: 1,
    latenessMs: 12 * hourMs,
    whenMissed: 'catch-up',
    retries: 8,
    retryMs: 30 * minuteMs,
    endsWhenPersonWrites: 'never',
    isLight: false,
    expectsAnswer: false,
    // A moment that was asked for is that moment, also in the middle of a talk.
    restMs: 0,
    spacingMs: 0,
    fromStage: 0,
    window: null,
    foldsForMs: 2 * dayMs,
  },
  reminder: {
    priority: 90,
    worth: 0.85,
    latenessMs: 3 * hourMs,
    whenMissed: 'drop',
    retries: 3,
    retryMs: 30 * minuteMs,
    endsWhenPersonWrites: 'never',
    isLight: false,
    expectsAnswer: false,
    restMs: 30 * minuteMs,
    spacingMs: 4 * hourMs,
    fromStage: 0,
    window: null,
    foldsForMs: 0,
  },
  'follow-up': {
    priority: 80,
    worth: 0.7,
    latenessMs: 20 * hourMs,
    whenMissed: 'catch-up',
    retries: 4,
    retryMs: 90 * minuteMs,
    endsWhenPersonWrites: 'never',
    isLight: true,
    expectsAnswer: true,
    restMs: 90 * minuteMs,
    spacingMs: 6 * hourMs,
    fromStage: 0,
    window: null,
    foldsForMs: 3 * dayMs,
  },
  care: {
    priority: 85,
    worth: 0.75,
    latenessMs: 18 * hourMs,
    whenMissed: 'catch-up',
    retries: 4,
    retryMs: 90 * minuteMs,
    endsWhenPersonWrites: 'same-day',
    isLight: false,
    expectsAnswer: true,
    restMs: 3 * hourMs,
    spacingMs: 20 * hourMs,
    fromStage: 0,
    window: null,
    foldsForMs: 2 * dayMs,
  },
  anniversary: {
    priority: 70,
    worth: 0.7,
    latenessMs: 10 * hourMs,
    whenMissed: 'drop',
    retries: 3,
    retryMs: 2 * hourMs,
    endsWhenPersonWrites: 'never',
    isLight: true,
    expectsAnswer: true,
    restMs: 90 * minuteMs,
    spacingMs: dayMs,
    fromStage: 0,
    window: [8 * 60, 21 * 60],
    foldsForMs: dayMs,
  },
  nudge: {
    priority: 40,
    worth: 0.45,
    latenessMs: 4 * hourMs,
    whenMissed: 'drop',
    retries: 1,
    retryMs: 60 * minuteMs,
    endsWhenPersonWrites: 'always',
    isLight: true,
    expectsAnswer: true,
    restMs: 60 * minuteMs,
    spacingMs: 2 * dayMs,
    fromStage: 0,
    window: null,
    foldsForMs: 0,
  },
  share: {
    priority: 30,
    worth: 0.5,
    latenessMs: 8 * hourMs,
    whenMissed: 'replan',
    retries: 3,
    retryMs: 2 * hourMs,
    endsWhenPersonWrites: 'always',
    isLight: true,
    expectsAnswer: true,
    restMs: 5 * hourMs,
    spacingMs: 2 * dayMs,
    fromStage: 0,
    window: null,
    foldsForMs: dayMs,
  },
  'old-thread': {
    priority: 35,
    worth: 0.5,
    latenessMs: dayMs,
    whenMissed: 'replan',
    retries: 3,
    retryMs: 3 * hourMs,
    endsWhenPersonWrites: 'always',
    isLight: true,
    expectsAnswer: true,
    restMs: 10 * hourMs,
    spacingMs: 4 * dayMs,
    fromStage: 0.3,
    window: null,
    foldsForMs: 2 * dayMs,
  },
  'good-morning': {
    priority: 20,
    worth: 0.45,
    latenessMs: 2 * hourMs,
    whenMissed: 'drop',
    retries: 1,
    retryMs: 40 * minuteMs,
    endsWhenPersonWrites: 'same-day',
    isLight: true,
    expectsAnswer: true,
    restMs: 5 * hourMs,
    spacingMs: 2 * dayMs,
    fromStage: 0.5,
    window: [7 * 60, 11 * 60],
    foldsForMs: 0,
  },
  'good-night': {
    priority: 15,
    worth: 0.42,
    latenessMs: 90 * minuteMs,
    whenMissed: 'drop',
    retries: 1,
    retryMs: 30 * minuteMs,
    endsWhenPersonWrites: 'always',
    isLight: true,
    expectsAnswer: false,
    restMs: 90 * minuteMs,
    spacingMs: 2 * dayMs,
    fromStage: 0.6,
    window: [20 * 60, 23 * 60 + 30],
    foldsForMs: 0,
  },
};
