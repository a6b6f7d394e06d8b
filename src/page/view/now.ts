import { toHealthState } from '../../account/health-state.js';
import { healthWords } from '../../account/health-words.js';
import { readAccountViews } from '../../app/views/account-views.js';
import { costReport } from '../../app/views/cost-report.js';
import { readStatus } from '../../app/views/read-status.js';
import { askStatus } from '../../app/views/running.js';
import { readHandOvers } from '../../store/turn/hand-over-store.js';
import { readTurnTally } from '../../store/turn/turn-tally-reader.js';
import { readChatNames } from '../../store/chats/chat-reader.js';
import type { PageParts } from '../source/page-parts.js';
import { placeOf } from './needs-hand.js';

const dayMs = 86_400_000;
/** Of the chats that were left to the operator so many are named. */
const mostNamed = 10;

/** How everything is at this moment, and what needs a hand. */
export async function nowView({ config, store, clock }: PageParts) {
  const now = clock.now();
  const running = await askStatus(config.data);
  return store.look(async (read) => {
    const views = await readAccountViews(config, config.accounts, read, now);
    const status = await readStatus(config, read, views, running, now);
    const cost = read === null ? null : await costReport(read, config, 1, now);
    const handOvers = read === null ? [] : await readHandOvers(read, mostNamed);
    const names =
      read === null || handOvers.length === 0
        ? []
        : await readChatNames(
            read,
            handOvers.map(({ conversation }) => conversation),
          );
    return {
      now,
      running,
      needs: status.needsHand.map((need) => ({ ...need, place: placeOf(need) })),
      accounts: views.map((view) => {
        const state = toHealthState(view.state);
        return { ...view, means: state === null ? null : healthWords[state].means };
      }),
      queue: read === null ? null : status.queue,
      turns: read === null ? null : await readTurnTally(read, now - dayMs),
      handOvers: handOvers.map((matter) => ({
        ...matter,
        name: names.find(({ conversation }) => conversation === matter.conversation)?.name ?? null,
      })),
      cost,
      roles: Object.entries(config.models.roles).map(([role, models]) => ({
        role,
        models: models.map(({ provider, model }) => `${provider}:${model}`),
      })),
    };
  });
}

export type NowView = Awaited<ReturnType<typeof nowView>>;
