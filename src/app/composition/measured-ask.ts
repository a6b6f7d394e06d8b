import type { AskRole } from '../../model/ask.js';
import { costOf, priceOf, type PriceList } from '../../model/prices.js';
import type { Meter } from '../../observe/meter.js';

/** The same asking, with every request counted, whoever it is made for. */
export function measuredAsk(ask: AskRole, meter: Meter, prices: () => PriceList): AskRole {
  return async (role, request, options) => {
    const result = await ask(role, request, options);
    for (const { provider, model, outcome, ms, usage } of result.attempts) {
      const price = usage === undefined ? null : priceOf(provider, model, prices());
      const microUsd = usage === undefined || price === null ? null : costOf(usage, price);
      meter.call({ role, provider, model, outcome, ms, usage, microUsd });
    }
    return result;
  };
}
