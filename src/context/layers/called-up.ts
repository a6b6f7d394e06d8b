import { section } from '../../core/prompt-section.js';

interface Chosen {
  readonly text: string;
}

/** Sides and opinions of the character that this moment called up. */
export function modulesLayer(chosen: readonly Chosen[]): string {
  return section(
    'modules',
    chosen.map(({ text }) => text),
  );
}

/** What the character knows about something that came up. */
export function loreLayer(chosen: readonly Chosen[]): string {
  return section(
    'lore',
    chosen.map(({ text }) => text),
  );
}
