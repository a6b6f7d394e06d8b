import type { FieldPath } from '../../config/problem.js';
import type { CharacterFile } from '../schema.js';

/** Something in a readable file that contradicts itself (error) or will hardly do what its author wants (warning). */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly path: FieldPath;
  readonly says: string;
  /** What to do about it, in a few words. */
  readonly remedy: string;
}

/** What a check may know besides the file. */
export interface CheckFacts {
  /** Tokens of the layers that are in every prompt. */
  readonly stableTokens: number;
  /** Providers that settings name; null when there are no settings to ask. */
  readonly providers: readonly string[] | null;
  /** Whether a file that comes with the character can be opened. */
  readonly mediaFile: (path: string) => 'there' | 'missing' | 'outside';
}

/** One kind of contradiction. Pure, but for the facts it is handed. */
export type CharacterCheck = (file: CharacterFile, facts: CheckFacts) => readonly Finding[];

export function error(path: FieldPath, says: string, remedy: string): Finding {
  return { severity: 'error', path, says, remedy };
}

export function warning(path: FieldPath, says: string, remedy: string): Finding {
  return { severity: 'warning', path, says, remedy };
}

/** Positions of the items whose name an earlier one has already. */
export function repeated(names: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const same = name.trim().toLowerCase();
    if (seen.has(same)) return [index];
    seen.add(same);
    return [];
  });
}
