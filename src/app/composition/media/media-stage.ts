import type { Character } from '../../../character/character.js';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { CharacterId, ConversationId } from '../../../core/ids.js';
import type { OwnModels } from '../../../conversation/loading/own-models.js';
import { FileSweep } from '../../../conversation/perceiving/file-sweep.js';
import { Perception } from '../../../conversation/perceiving/perception.js';
import type {
  MediaParts,
  PerceivingNeeds,
  PerceivingReport,
} from '../../../conversation/perceiving/perceiving-needs.js';
import { picturesForTurn } from '../../../conversation/perceiving/pictures-for-turn.js';
import type { PlanningNeeds } from '../../../conversation/planning/planning-needs.js';
import type { TurnNeeds } from '../../../conversation/turn/turn-needs.js';
import type { Database } from '../../../store/engine/database.js';

/** What opens files of people, as turns see it; it opens nothing where the program has nothing that could. */
export interface MediaStage extends Pick<PlanningNeeds, 'pictures' | 'sees'> {
  readonly forTurn: TurnNeeds['media'];
  start(): void;
  stop(graceMs: Milliseconds): Promise<void>;
}

const nothing: MediaStage = {
  pictures: null,
  sees: () => Promise.resolve(false),
  forTurn: null,
  start: () => undefined,
  stop: () => Promise.resolve(),
};

interface StageParts {
  readonly media?: MediaParts | null;
  readonly database: Database;
  readonly clock: Clock;
  readonly channel: PerceivingNeeds['channel'];
  readonly character: (id: CharacterId) => Character;
  readonly ownModels: OwnModels;
  readonly report: PerceivingReport;
  /** Something broke that should not, or the disk failed. */
  readonly broke: (what: string, cause: unknown) => void;
}

export function mediaStage(
  { media = null, database, clock, channel, character, ownModels, report, broke }: StageParts,
  inside: Pick<PerceivingNeeds, 'ask' | 'ledger'> & {
    readonly wakeTurn: (conversation: ConversationId) => void;
  },
): MediaStage {
  if (media === null) return nothing;
  const { files, worker, sight, ear } = media;
  const needs: PerceivingNeeds = {
    files,
    worker,
    sight,
    ear,
    // Read each time: settings may change while the program runs.
    get settings() {
      return media.settings;
    },
    database,
    clock,
    channel,
    report,
    ...inside,
  };
  const perception = new Perception(needs, (cause) => broke('media', cause));
  const sweep = new FileSweep(needs, (cause) => broke('files', cause));
  const everyday = 'voice.everyday';
  return {
    pictures: (loaded) => picturesForTurn(needs, loaded),
    sees: (role, own) => sight.roleSees(role, own),
    forTurn: {
      begin: (conversation) => perception.begin(conversation),
      voiceSees: ({ state }) => sight.roleSees(everyday, ownModels(character(state.character), everyday)),
    },
    start: () => sweep.start(),
    stop: async (graceMs) => {
      await perception.stop(graceMs);
      await sweep.stop();
      worker.stop();
    },
  };
}
