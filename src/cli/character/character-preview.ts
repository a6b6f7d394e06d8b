import { characterPreview as previewOf } from '../../app/views/character-preview.js';
import type { Chosen, LeftOut } from '../../character/select-modules.js';
import type { Prompt } from '../../context/prompt.js';
import { systemClock } from '../../lib/system-clock.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { cacheMinimum } from '../../model/cache-minimums.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface CharacterPreviewOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly turn: number;
  readonly say?: string;
}

/**
 * `kindred character preview <character>`: the exact prompt of one turn, with tokens and cache breakpoints. The talk
 * before it is made up: the person asks what the probes ask, the character answers with its sample lines.
 */
export function characterPreview(
  surroundings: Surroundings,
  name: string,
  options: CharacterPreviewOptions,
): void {
  const { config } = loadSettings(surroundings, options);
  const { character } = loadedOrRefused(namedCharacter(name, config, surroundings.cwd));
  const { prompt, modules, lorebook } = previewOf(character, options.turn, systemClock().now(), options.say);
  if (options.json) {
    printJson(surroundings, {
      character: character.id,
      version: character.version,
      turn: options.turn,
      prompt,
      modules,
      lorebook,
    });
    return;
  }
  const { model } = config.models.roles['voice.everyday'][0] ?? { model: '' };
  for (const line of promptLines(prompt, model)) print(surroundings, line);
  print(surroundings);
  for (const line of layerLines(prompt)) print(surroundings, line);
  print(surroundings);
  print(surroundings, 'Called up by the latest messages');
  const called = [...calledLines(modules), ...calledLines(lorebook)];
  for (const line of called.length > 0 ? called : ['  (nothing)']) print(surroundings, line);
}

function promptLines(prompt: Prompt, model: string): readonly string[] {
  const minimum = cacheMinimum(model);
  const parts = [
    ...prompt.system.map(({ text, cache }) => ({ who: 'system', text, cache })),
    ...prompt.messages.map(({ role, text, cache }) => ({ who: role, text, cache })),
  ];
  let sum = 0;
  return parts.flatMap(({ who, text, cache }) => {
    sum += estimateTokens(text);
    const tooShort = sum < minimum ? `, and ${model} caches nothing below ${minimum}` : '';
    const end =
      cache === undefined ? [] : [`--- cache breakpoint (${cache}): ${sum} tokens up to here${tooShort} ---`];
    return [`[${who}, ${estimateTokens(text)} tokens]`, text, ...end];
  });
}

function layerLines({ notes }: Prompt): readonly string[] {
  const all = notes.reduce((sum, { tokens }) => sum + tokens, 0);
  return [
    ...table(
      ['layer', 'tokens', 'why it is in'],
      notes.map(({ layer, tokens, reason }) => [layer, String(tokens), reason]),
    ),
    `${all} tokens in all (estimated; a provider's own count differs by some 15 %)`,
  ];
}

function calledLines({
  chosen,
  cut,
}: {
  readonly chosen: readonly Chosen[];
  readonly cut: readonly LeftOut[];
}) {
  return [
    ...chosen.map(({ name, tokens, reason }) => `  ${name}  ${tokens} tokens  ${reason}`),
    ...cut.map(({ name, reason }) => `  ${name}  left out: ${reason}`),
  ];
}
