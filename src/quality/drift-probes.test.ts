import { describe, expect, it } from 'vitest';
import { askProbes, judgeProbe } from './drift-probes.js';

const probes = [
  { ask: 'What do you mend?', holds: ['radio'] },
  { ask: 'Where did you grow up?', holds: ['Porto', 'grandfather|granddad'] },
  { ask: 'Что ты собираешь?', holds: ['пластинк'] },
];

describe('judging a probe', () => {
  it('is true when the answer holds all of it, in any spelling and case', () => {
    expect(judgeProbe(['Porto', 'grandfather|granddad'], 'in porto, above my Granddad’s shop.')).toEqual({
      missing: [],
      verdict: 'true',
    });
    expect(judgeProbe(['пластинк'], 'Пластинки, которые никто не слушает.').verdict).toBe('true');
  });

  it('is unsure when a part is missing, and false when nothing is there', () => {
    expect(judgeProbe(['Porto', 'grandfather'], 'in Porto')).toEqual({
      missing: ['grandfather'],
      verdict: 'unsure',
    });
    expect(judgeProbe(['Porto', 'grandfather'], 'As an AI I did not grow up anywhere.').verdict).toBe(
      'false',
    );
  });
});

describe('asking the probes', () => {
  it('puts each question on its own and tells the answers of a character from those of a stranger', async () => {
    const asked: string[] = [];
    const answers = ['radios, mostly old ones', 'Lisbon', 'пластинки'];
    const results = await askProbes({ probes }, async (question) => {
      asked.push(question);
      return answers[asked.length - 1] ?? null;
    });
    expect(asked).toEqual(probes.map(({ ask }) => ask));
    expect(results.map(({ verdict }) => verdict)).toEqual(['true', 'false', 'true']);
  });

  it('takes silence of the model for no verdict', async () => {
    const results = await askProbes({ probes }, async () => null);
    expect(results.every(({ verdict }) => verdict === 'unsure')).toBe(true);
  });
});
