import type { ModelRole } from '../../model/contract.js';
import type { ModelChoice } from '../../model/roles.js';
import type { TurnSettings } from '../loading/turn-settings.js';

/** Of the tokens a model reads: the answer has to fit beside the prompt, and the prompt's size is an estimate. */
const share = 0.8;

/** Tokens a prompt for this role should not exceed: fewer where the model that is asked was found to read fewer. */
export function promptBudget(
  { promptTokens, readsTokens }: Pick<TurnSettings, 'promptTokens' | 'readsTokens'>,
  role: ModelRole,
  own: readonly ModelChoice[],
): number {
  const reads = readsTokens?.(role, own) ?? null;
  return reads === null ? promptTokens : Math.min(promptTokens, Math.floor(share * reads));
}
