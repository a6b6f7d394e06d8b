import type { ModelFact } from '../../model/model-facts.js';

/** What the run found out about its models, one line each; nothing where all are as they should be. */
export function modelLines(models: readonly ModelFact[]): readonly string[] {
  return models.map(({ provider, model, room, reads, without, speaksNoJson }) => {
    const found = [
      ...(reads === null
        ? []
        : [
            `reads only the first ${reads} tokens of a prompt: give its server more context (docs/models.md)`,
          ]),
      ...(speaksNoJson ? ['answers no JSON: give memory and advice (scribe, strategist) another model'] : []),
      ...(room === 0 ? [] : [`is given ${room} tokens more, because its thinking uses them up`]),
      ...(without.length === 0 ? [] : [`is asked without ${without.join(', ')}`]),
    ];
    return `model ${provider}:${model} ${found.join('; ')}`;
  });
}
