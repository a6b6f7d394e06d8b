import type { ChannelCapabilities } from '../../../channel/capabilities.js';
import type { TextLimit } from '../../../core/text-limit.js';

/** Where no channel says: no messenger takes less. */
const tightest: TextLimit = { most: 4_096, unit: 'utf-16' };

/** How long a message may be, and whether each one costs; `can` is left out for an account that is not set up. */
export function textLimitOf(can: ChannelCapabilities | undefined): TextLimit {
  if (can === undefined) return tightest;
  return can.price === 'per-message' ? { ...can.text, isDear: true } : can.text;
}
