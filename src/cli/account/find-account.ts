import type { AccountConfig } from '../../config/config.js';
import { closestWord } from '../../config/closest-word.js';
import { OperatorError } from '../../core/failure.js';

/** @throws OperatorError that names the accounts there are. */
export function findAccount(accounts: readonly AccountConfig[], name: string): AccountConfig {
  const account = accounts.find((one) => one.id === name);
  if (account) return account;
  const known = accounts.map((one) => one.id);
  const meant = closestWord(name, known);
  throw new OperatorError(
    `there is no account "${name}"`,
    known.length === 0
      ? `create accounts/${name}.yaml`
      : `there are: ${known.join(', ')}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  );
}
