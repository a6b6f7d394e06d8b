import type { Character } from '../../character/character.js';
import type { ModelRole } from '../../model/contract.js';
import type { ModelChoice } from '../../model/roles.js';

/** The models a character has of its own for a role, in place of the configured ones; empty where it has none. */
export type OwnModels = (character: Character, role: ModelRole) => readonly ModelChoice[];
