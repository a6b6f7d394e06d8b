import { section } from '../../core/prompt-section.js';

/** Late in the prompt, where it weighs most: what slipped from the character's voice. */
export function reminderLayer(reminder: string | null): string {
  return reminder === null ? '' : section('reminder', [reminder]);
}
