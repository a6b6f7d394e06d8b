import { z } from 'zod';
import { askRunning } from '../../app/orders/control-socket.js';
import { previewWithoutRun } from '../../app/orders/preview-without-run.js';
import { carryOutProactiveOrder, proactiveOrder } from '../../app/orders/proactive-orders.js';
import type { OpenersPreview } from '../../conversation/openers/preview-openers.js';
import { OperatorError } from '../../core/failure.js';
import type { ConversationId } from '../../core/ids.js';
import { withoutEnd } from '../../proactive/wish.js';
import { readChatNames } from '../../store/chats/chat-reader.js';
import { readAllPlanned, readDecisions, readHold } from '../../store/plan/plan-reader.js';
import { giveOrder } from '../source/give-order.js';
import type { PageParts } from '../source/page-parts.js';
import { chatOf } from './chats.js';

const mostPlans = 200;
const mostDecisions = 200;
/** What the map of days and hours is drawn from. */
const mostMapped = 5_000;

/** What is planned, what was sent, what was left unsaid and why; and when in the week all that was. */
export async function writingFirstView({ config, store, clock }: PageParts) {
  return store.look(async (read) => {
    const plans = read === null ? [] : await readAllPlanned(read, mostPlans);
    const decided = read === null ? [] : await readDecisions(read, null, mostMapped);
    const hold = read === null ? null : await readHold(read);
    const decisions = decided.slice(0, mostDecisions);
    const named = [...new Set([...plans, ...decisions].map(({ conversation }) => conversation))];
    const names = read === null || named.length === 0 ? [] : await readChatNames(read, named);
    const nameOf = new Map(names.map((chat) => [chat.conversation, chat.name ?? chat.username]));
    const called = <T extends { readonly conversation: ConversationId }>(
      one: T,
    ): T & { readonly name: string | null } => ({
      ...one,
      name: nameOf.get(one.conversation) ?? null,
    });
    return {
      now: clock.now(),
      isOn: config.proactive.isOn,
      heldUntil: hold,
      isHeldForGood: hold === withoutEnd,
      plans: plans.map(called),
      // What a decision was made from may quote what was said.
      decisions: decisions.map(({ details: _, ...decision }) => called(decision)),
      moments: decided.map(({ at, verdict }) => ({ at, verdict })),
    };
  });
}

export type WritingFirstView = Awaited<ReturnType<typeof writingFirstView>>;

/** What would be considered in one chat now, and what would come of it; nothing is sent. */
export async function openersView(parts: PageParts, id: string) {
  const { conversation } = await parts.store.look((read) => chatOf(read, id));
  const answered = (await askRunning(parts.config.data, 'proactive-preview', { conversation })) as {
    readonly preview: OpenersPreview | null;
  } | null;
  if (answered === null) {
    const preview = await parts.store.look(async (read) =>
      read === null ? null : previewWithoutRun(parts.config, read, conversation, parts.clock),
    );
    return { isRunning: false, preview };
  }
  if (answered.preview === null) {
    throw new OperatorError(
      'the running kindred writes to nobody first',
      'set proactive.enabled and restart it',
    );
  }
  return { isRunning: true, preview: answered.preview };
}

export type OpenersView = Awaited<ReturnType<typeof openersView>>;

const wanted = z.object({
  do: z.enum(['pause', 'resume']),
  conversation: z.string().nullable(),
  forMs: z.number().int().positive().optional(),
});

/** Pause or resume writing first, in one chat or in all. */
export async function orderWritingFirst(parts: PageParts, input: unknown) {
  const order = proactiveOrder.parse(wanted.parse(input));
  if (order.conversation !== null) {
    const { conversation } = order;
    await parts.store.look((read) => chatOf(read, conversation));
  }
  const done = await giveOrder(parts, 'proactive', order, (database) =>
    carryOutProactiveOrder(database, order, parts.clock.now()),
  );
  return { order, done };
}
