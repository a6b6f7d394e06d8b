import { expect, it } from 'vitest';
import { ModelFacts } from '../../model/model-facts.js';
import { modelLines } from './model-lines.js';

it('says of each model what is not as it should be, and nothing of the others', () => {
  const facts = new ModelFacts();
  facts.of('ollama', 'fine');
  facts.readsAtMost('ollama', 'small', 4_096);
  facts.saidNoJson('ollama', 'small');
  facts.giveRoom('vllm', 'thinker');
  facts.note('vllm', 'thinker', { kind: 'asked-plainer', parameter: 'stream_options' });
  expect(modelLines(facts.list())).toEqual([
    'model ollama:small reads only the first 4096 tokens of a prompt: give its server more context (docs/models.md); answers no JSON: give memory and advice (scribe, strategist) another model',
    'model vllm:thinker is given 2000 tokens more, because its thinking uses them up; is asked without stream_options',
  ]);
  expect(modelLines([])).toEqual([]);
});
