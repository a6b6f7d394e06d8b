import type { AccountId } from '../../../core/ids.js';

/** Where services post what happens to an account, below `receiver.publicUrl`. */
export function hookPathOf(id: AccountId): string {
  return `/hooks/${id}`;
}
