import { z } from 'zod';
import { costReport, dearestPeople } from '../../app/views/cost-report.js';
import { conversationId } from '../../core/ids.js';
import { readChatNames } from '../../store/chats/chat-reader.js';
import type { PageParts } from '../source/page-parts.js';

export const costWanted = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

/** On how many persons the most was spent. */
const mostPeople = 25;

/** What models cost, by day, by role and model, and for whom. */
export async function costView({ config, store, clock }: PageParts, { days }: z.output<typeof costWanted>) {
  return store.look(async (read) => {
    if (read === null) return { days, report: null, people: [] };
    const now = clock.now();
    const people = await dearestPeople(read, days, mostPeople, now);
    const names =
      people.length === 0
        ? []
        : await readChatNames(
            read,
            people.map(({ conversation }) => conversationId(conversation)),
          );
    return {
      days,
      report: await costReport(read, config, days, now),
      people: people.map((person) => ({
        ...person,
        name: names.find(({ conversation }) => conversation === person.conversation)?.name ?? null,
      })),
    };
  });
}

export type CostView = Awaited<ReturnType<typeof costView>>;
