import { describe, expect, it } from 'vitest';
import { loadMomentModel } from './moment/model-file.js';
import { createMomentReader } from './moment/read-moment.js';
import { chooseRegister } from './register.js';

const read = createMomentReader(loadMomentModel());
const registerOf = (text: string) => chooseRegister(read(text), text.split(/\s+/u).length).register;

describe('the register of a moment', () => {
  it.each([
    ['haha that is brilliant', 'playful'],
    ['i feel so sad and alone since she died', 'tender'],
    ['мне так грустно и одиноко', 'tender'],
    ['can you help me write a letter to my landlord?', 'practical'],
    ['morning', 'light'],
    ['what did you do today?', 'light'],
  ])('of "%s" is %s', (text, register) => {
    expect(registerOf(text)).toBe(register);
  });

  it('is serious where somebody explains something at length', () => {
    const text =
      'the committee meets on the second tuesday and the minutes are then sent to everyone '.repeat(3);
    expect(registerOf(text)).toBe('serious');
  });

  it('does not go by an emotion the classifier is not sure of', () => {
    const moment = { ...read('hm'), act: 'statement', emotion: 'sadness', confidence: 0.4 } as const;
    expect(chooseRegister(moment, 1)).toEqual({ register: 'light', evidence: ['act-statement'] });
    expect(chooseRegister({ ...moment, confidence: 0.9 }, 1)).toEqual({
      register: 'tender',
      evidence: ['act-statement', 'emotion-sadness'],
    });
  });
});
