import { hostname, userInfo } from 'node:os';

/**
 * Who answers for a talk in the terminal where the settings name nobody: a name reads the same in every language of the
 * disclosure. A user without an entry of its own, as in some containers, is the machine's.
 */
export function terminalOwner(): string {
  try {
    return userInfo().username;
  } catch {
    return hostname();
  }
}
