import type { Channel } from '../../channel/contract.js';
import type { Clock } from '../../core/clock.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import type { SealedFiles } from '../../media/keep/sealed-files.js';
import type { MediaWorker } from '../../media/worker/worker.js';
import type { AskRole } from '../../model/ask.js';
import type { Ear } from '../../model/hearing.js';
import type { Sight } from '../../model/sight.js';
import type { Database } from '../../store/engine/database.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { MediaSettings } from './media-settings.js';

/** What opens files and makes something of them; handed over by whoever puts the program together. */
export interface MediaParts {
  readonly files: SealedFiles;
  readonly worker: MediaWorker;
  readonly sight: Sight;
  /** Null where nothing is set up to listen. */
  readonly ear: Ear | null;
  /** May change while the program runs. */
  readonly settings: MediaSettings;
}

/** What became of a file, in codes. */
export interface PerceivingReport {
  /** `outcome`: `seen`, `heard`, or why not. */
  perceived(conversation: ConversationId, kind: string, outcome: string, ms: number): void;
}

export interface PerceivingNeeds extends MediaParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ask: AskRole;
  readonly ledger: Pick<SpendLedger, 'verdict'>;
  /** Null while the account is away. */
  readonly channel: (account: AccountId) => Channel | null;
  /** What this message brought is as far known as it will be before its turn. */
  readonly wakeTurn: (conversation: ConversationId) => void;
  readonly report: PerceivingReport;
}
