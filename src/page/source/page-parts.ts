import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import type { Doer } from '../../app/orders/while-owning.js';
import type { PageStore } from './page-store.js';

/** What the views of the page are made with. */
export interface PageParts extends Doer {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly store: PageStore;
}
