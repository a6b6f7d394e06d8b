import type { Spending } from './spend-ledger.js';

/** What a conversation under test or in the terminal costs is nobody's concern. */
export const unlimited: Spending = {
  budget: { perPerson: null, inAll: null },
  prices: {},
  firstModel: () => ({ provider: '', model: '' }),
};
