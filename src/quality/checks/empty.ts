import { pass, reject, type Check } from '../check.js';

/** Nothing to say is not a reply. */
export const emptyCheck: Check = {
  name: 'empty',
  judge: (text) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? pass : reject('it was empty', 'never')),
};
