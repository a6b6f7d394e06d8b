import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../test/support/characters.js';
import { estimateTokens } from '../lib/token-estimate.js';
import {
  acceptedReplies,
  driftNow,
  driftOver,
  insideBand,
  learnProfile,
  nextDrift,
  type DriftState,
} from './drift.js';
import { reminder, reminderDue, reminderTokens } from './drift-reminder.js';

const samples = [
  'ha, that is exactly how a loose wire behaves. fine all day, then silence at dinner.',
  'wait. you skipped the part where you actually said no.',
  "i'd take the slow train too. more windows.",
  'hm. sounds like a day with too many doors in it. which one slammed?',
  'i fixed the blue one today. it only speaks Spanish football so far, but it speaks.',
  "you don't have to make it a funny story for me.",
  'no. keep the old one. it only needs a new belt.',
  'mm, i would have left too. what did he say then?',
];
const own = [
  'fair. i would not trust that lamp either.',
  'so it rained and you walked anyway. good.',
  'hm, say the middle part again? you went quiet there.',
  'i had soup and fought with a capacitor. soup won.',
  'then do less of it. nobody counts.',
  'that is a long way for one coffee. was it any good?',
  'wait, the same man? with the ladder?',
  "i'd keep it. it hums in the right key.",
  'no, that one is past saving. i tried twice.',
  'ha. and what did the neighbour do?',
  'some days are mostly corridor. sit down for a bit.',
  "you don't owe him a speech. two words will do.",
];
const assistant = [
  "I completely understand how you feel, and I'm here for you! It's important to remember that your feelings are valid, and that you don't have to go through this alone. Would you like to talk about it?",
  "That's a great question! There are several things you might want to consider: your needs, your priorities, and the support that is available to you. Let me know if you would like some suggestions!",
  "Absolutely! I'm so happy to hear that you're making progress on this journey. Remember, every small step counts, and you should be proud of yourself for everything that you have achieved so far!",
  "I'm really sorry to hear that! It sounds like you have been going through a challenging time. Taking care of yourself is essential, so feel free to reach out whenever you need someone to talk to.",
  'Of course! Here are some ideas that may be helpful:\n- Take a few deep breaths\n- Reach out to someone you trust\n- Give yourself permission to rest\nI hope this helps!',
];
const tess = aCharacter({ voice: { ...aCharacter().voice, samples } });
const profile = learnProfile({ samples, languages: ['en'], forbidden: ['sweetie'] });

/** `turn` counts from 0. */
const pick = (lines: readonly string[], turn: number): string => lines[turn % lines.length] ?? '';

describe('drift', () => {
  it('leaves a character alone that writes as itself, also about other things', () => {
    const states = driftOver([...own, ...own], profile);
    expect(states.filter(({ status }) => status === 'outside')).toEqual([]);
    expect(Math.min(...states.map(({ score }) => score))).toBeGreaterThan(0.5);
  });

  it('notices assistant prose within three replies and says what slipped', () => {
    const states = driftOver([...own, ...assistant.slice(0, 3)], profile);
    const last = states.at(-1);
    expect(last?.status).toBe('outside');
    expect(last?.slips.map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(['length', 'exclamations', 'stock']),
    );
  });

  it('is now what it is after the last reply', () => {
    const replies = [...own.slice(0, 4), ...assistant, ...own.slice(4)];
    for (let count = 0; count <= replies.length; count += 1) {
      const said = replies.slice(0, count);
      expect(driftNow(said, profile)).toEqual(driftOver(said, profile).at(-1) ?? null);
    }
  });

  it('judges nothing by fewer than three replies', () => {
    expect(nextDrift(insideBand, assistant.slice(0, 2), profile).status).toBe('inside');
  });

  it('stays outside between the two edges of the band, and inside when it came from there', () => {
    // One drifted reply that two own ones have half outweighed: between the edges at some point of the return.
    const replies = [...assistant.slice(0, 4), ...own];
    const between = replies
      .map((_, index) => replies.slice(0, index + 1))
      .filter((part) => part.length > 3)
      .map((part) => ({
        fromInside: nextDrift({ status: 'inside' }, part, profile),
        fromOutside: nextDrift({ status: 'outside' }, part, profile),
      }))
      .filter(({ fromInside, fromOutside }) => fromInside.status !== fromOutside.status);
    for (const { fromInside } of between) expect(fromInside.score).toBeGreaterThan(0.5);
    const edge = { ...profile, band: { inner: 0, outer: profile.band.outer } };
    expect(nextDrift({ status: 'outside' }, own, edge).status).toBe('outside');
    expect(nextDrift({ status: 'inside' }, own, edge).status).toBe('inside');
  });

  it('hears a voice that is not its own by the voice score, and only by four replies', () => {
    const strange = own.slice(5, 8);
    const of = (reply: string): number => (strange.includes(reply) ? 0 : 3);
    const heard = { ...profile, likeness: { of, usual: 3, spread: 1, edge: 1.6 } };
    // By every measure they are its own. With three of four the mean is 2.25 spreads below the usual.
    const states = driftOver([...own.slice(0, 5), ...strange], heard);
    expect(states.map(({ status }) => status).slice(-3)).toEqual(['inside', 'inside', 'outside']);
    expect(states.at(-1)?.slips.at(-1)?.measure).toBe('style');
    expect(driftOver(strange, heard).at(-1)?.status).toBe('inside');
  });

  it('has no voice score by fewer than ten lines, nor where no other voices are written', () => {
    expect(profile.likeness).toBeNull();
    const ten = [...samples, ...own.slice(0, 2)];
    expect(learnProfile({ samples: ten, languages: ['en'] }).likeness).not.toBeNull();
    expect(learnProfile({ samples: ten, languages: ['it'] }).likeness).toBeNull();
  });

  it('takes a forbidden word for a slip of its own', () => {
    const state = nextDrift(
      insideBand,
      ['hm. no, sweetie.', 'wait, sweetie. say it again?', 'fine, sweetie.'],
      profile,
    );
    expect(state.forbidden).toEqual(['sweetie']);
    expect(state.slips[0]?.measure).toBe('forbidden');
    expect(reminder(tess, state)).toContain('sweetie');
  });

  it('learns from its own accepted replies, and never from drifted ones', () => {
    const accepted = acceptedReplies([...own, ...assistant, ...own], profile);
    // The first two have nothing before them to be judged by.
    expect(accepted).toEqual(expect.arrayContaining(own.slice(2)));
    for (const line of assistant) expect(accepted).not.toContain(line);
    const wider = learnProfile({ samples, accepted, languages: ['en'] });
    expect(driftOver(assistant, wider).at(-1)?.status).toBe('outside');
  });

  it('works in Russian', () => {
    const anton = learnProfile({
      samples: [
        'ну вот, а ты говорил, не получится.',
        'погоди, ты самое важное сказал между делом.',
        'у меня за окном минус двадцать и очень тихо. хорошая громкость для разговора.',
        'бывает. не каждый день обязан звучать.',
        'я бы тоже пошёл пешком. там хотя бы думается.',
        'не надо мне это смешно пересказывать, можно как есть.',
      ],
      languages: ['ru'],
    });
    const himself = [
      'ага. а потом что?',
      'ну, и ладно. спать-то ты пошёл?',
      'погоди, это же вчера было.',
      'тихо тут. слушаю.',
    ];
    const drifted = [
      'Я прекрасно понимаю, что ты чувствуешь! Важно помнить, что твои чувства важны и ты не один в этой ситуации.',
      'Отличный вопрос! Вот несколько советов, которые могут помочь тебе справиться с этим непростым периодом.',
      'Конечно! Я всегда рядом и готов поддержать тебя. Не стесняйся обращаться в любое время!',
    ];
    expect(driftOver(himself, anton).at(-1)?.status).toBe('inside');
    expect(driftOver([...himself, ...drifted], anton).at(-1)?.status).toBe('outside');
  });
});

describe('the reminder', () => {
  it('is due while outside, or on the beat the author set', () => {
    const outside = { status: 'outside' } as const;
    expect(reminderDue(tess, outside, 5)).toEqual({ reason: 'drift' });
    expect(reminderDue(tess, insideBand, 8)).toBeNull();
    const beat = { reinforce: 'every 8' };
    expect([7, 8, 9, 16].map((turn) => reminderDue(beat, insideBand, turn)?.reason ?? null)).toEqual([
      null,
      'beat',
      null,
      'beat',
    ]);
  });

  it('names what slipped, gives a line to go by, and never takes more than 80 tokens', () => {
    const state = driftOver(assistant, profile).at(-1) ?? insideBand;
    const text = reminder(tess, state);
    expect(text).toMatch(/longer than usual \(\d+ words, usually \d+\)/u);
    expect(samples.some((line) => text.endsWith(line))).toBe(true);
    const long = aCharacter({ voice: { ...tess.voice, samples: ['слово '.repeat(200), 'да. '.repeat(60)] } });
    for (const character of [tess, long, aCharacter({ voice: { ...tess.voice, samples: [] } })]) {
      for (const one of [state, insideBand, { ...state, forbidden: ['недопустимость '.repeat(20)] }]) {
        expect(estimateTokens(reminder(character, one))).toBeLessThanOrEqual(reminderTokens);
      }
    }
  });
});

describe('a hundred-turn rehearsal with a model that drifts', () => {
  /** Slides from its samples to assistant prose the longer nobody reminds it; a reminder in the prompt sets it back. */
  function driftingModel(): (prompt: string, turn: number) => string {
    let slid = 0;
    return (prompt, turn) => {
      slid = prompt.includes('your own voice') ? 0 : slid + 1;
      if (slid < 8) return pick(own, turn);
      return slid < 12 && turn % 2 === 0 ? pick(own, turn) : pick(assistant, turn);
    };
  }

  function rehearse(isReminded: boolean): { states: readonly DriftState[]; reminded: readonly number[] } {
    const model = driftingModel();
    const replies: string[] = [];
    const states: DriftState[] = [];
    const reminded: number[] = [];
    for (let turn = 1; turn <= 100; turn += 1) {
      const before = states.at(-1) ?? insideBand;
      const due = isReminded ? reminderDue(tess, before, turn) : null;
      if (due !== null) reminded.push(turn);
      replies.push(model(`(talk)\n${due === null ? '' : reminder(tess, before)}`, turn));
      states.push(nextDrift(before, replies, profile));
    }
    return { states, reminded };
  }

  it('is brought back inside the band within two turns of every reminder', () => {
    const { states, reminded } = rehearse(true);
    const first = reminded.filter((turn) => !reminded.includes(turn - 1));
    expect(first.length).toBeGreaterThanOrEqual(4);
    for (const turn of first) {
      expect(states.slice(turn - 1, turn + 1).some(({ status }) => status === 'inside')).toBe(true);
    }
    const outside = states.filter(({ status }) => status === 'outside').length;
    expect(outside).toBeLessThan(25);
    // Not on a beat: most turns carry nothing.
    expect(reminded.length).toBeLessThan(25);
  });

  it('stays out without reminders', () => {
    const { states } = rehearse(false);
    expect(states.slice(20).every(({ status }) => status === 'outside')).toBe(true);
  });
});
