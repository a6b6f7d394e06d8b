import { askRunning } from '../../app/orders/control-socket.js';
import { withStore } from '../../app/orders/store-without-run.js';
import { whileOwning } from '../../app/orders/while-owning.js';
import type { Database } from '../../store/engine/database.js';
import type { PageParts } from './page-parts.js';

/**
 * Let the running program carry an order out, or do it here while none is at work: the way every command of the
 * terminal goes.
 * @throws OperatorError with what stood in the way; then nothing was changed
 */
export async function giveOrder<Done>(
  parts: PageParts,
  command: string,
  order: unknown,
  here: (database: Database) => Promise<Done>,
): Promise<Done> {
  const answered = (await askRunning(parts.config.data, command, order)) as Done | null;
  return (
    answered ?? (await whileOwning(parts, parts.config, 'kindred page', () => withStore(parts.config, here)))
  );
}
