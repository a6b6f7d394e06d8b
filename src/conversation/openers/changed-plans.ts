import type { Milliseconds } from '../../core/clock.js';
import { loadDateReader } from '../../memory/read-dates.js';
import { dayMs, hourMs, minuteMs } from '../../proactive/local-time.js';
import {
  changeOf,
  maySpeakOfChange,
  type PlanChange,
  type PlannedEvent,
} from '../../proactive/changes/plan-changes.js';
import { readMemoriesByRow } from '../../store/memory/memory-reader.js';
import type { Plan } from '../../store/plan/plan-reader.js';
import { addPlans, recordDecision, settlePlan, type NewPlan } from '../../store/plan/plan-store.js';
import { readSource } from '../planning/plan-source.js';
import type { LoadedOpener } from './load-opener.js';
import type { OpenerReading, OpenerNeeds } from './opener-needs.js';

/** What a plan hangs on, as far as it matters here. */
type Hanging = Pick<Plan, 'kind' | 'source' | 'dueAt'>;

/** These are about nothing that could be called off. */
const free: ReadonlySet<string> = new Set([
  'share',
  'nudge',
  'good-night',
  'old-thread',
  'care',
  'anniversary',
]);

const eveningMinute = 18 * 60 + 30;
const afterEventMs: Milliseconds = 3 * hourMs;

/**
 * What the person wrote since changes which of these plans; in their order, null for those that stand. `latest`: how many
 * of the last messages are read.
 */
export async function changesOf(
  { database, clocks }: Pick<OpenerReading, 'database' | 'clocks'>,
  loaded: LoadedOpener,
  plans: readonly Hanging[],
  latest: number,
): Promise<readonly (PlanChange | null)[]> {
  const none = plans.map(() => null);
  const said = loaded.talk
    .slice(-latest)
    .filter(({ direction, author }) => direction === 'incoming' && author === 'person')
    .map(({ text, sentAt }) => ({ text, at: sentAt }));
  if (!said.some(({ text }) => maySpeakOfChange(text))) return none;
  const events: (PlannedEvent | null)[] = [];
  for (const plan of plans) {
    const text = free.has(plan.kind)
      ? null
      : await readSource(database.read, loaded.character, loaded.state.conversation, plan.source);
    events.push(
      text === null ? null : { text, at: plan.dueAt, saidAt: await saidAtOf(database, loaded, plan) },
    );
  }
  const clock = clocks.of(loaded.zone.zone);
  return events.map((event) => {
    if (event === null) return null;
    const others = events.filter((other) => other !== null && other.text !== event.text) as PlannedEvent[];
    return changeOf(event, said, others, clock);
  });
}

/** When it was told: what came later may change it. */
async function saidAtOf(
  database: OpenerReading['database'],
  { state, talk }: LoadedOpener,
  { source }: Hanging,
): Promise<Milliseconds> {
  const [kind, id] = source.split(':');
  const row = Number(id);
  if (kind === 'memory') {
    const [memory] = await readMemoriesByRow(database.read, state.conversation, [row]);
    return memory?.validFrom ?? 0;
  }
  // What lies further back than the talk that was loaded is older than all of it.
  return talk.find((message) => message.row === row)?.sentAt ?? 0;
}

/** Ends what was called off, and plans anew what was moved to a time that was named. */
export async function endChanged(
  context: OpenerNeeds,
  loaded: LoadedOpener,
  planned: readonly Plan[],
  latest: number,
): Promise<void> {
  const { conversation } = loaded.state;
  const changes = await changesOf(context, loaded, planned, latest);
  for (const [index, change] of changes.entries()) {
    const plan = planned[index];
    if (change === null || plan === undefined) continue;
    const again = change.kind === 'moved' ? await movedTo(context, loaded, plan, change) : null;
    const { kind, source } = plan;
    await context.database.write(async (transaction) => {
      const settled = { from: 'planned', to: 'ended', reason: change.kind } as const;
      if (!(await settlePlan(transaction, plan.plan, settled, loaded.now))) return;
      const decision = { conversation, plan: plan.plan, kind, source, verdict: 'withheld' } as const;
      await recordDecision(transaction, { ...decision, reason: change.kind, details: {} }, loaded.now);
      if (again !== null) await addPlans(transaction, conversation, [again], loaded.now);
    }, 'ordered');
  }
}

async function movedTo(
  { clocks }: OpenerNeeds,
  { talk, zone, now }: LoadedOpener,
  { kind }: Plan,
  { text, at }: PlanChange,
): Promise<NewPlan | null> {
  const row = talk.find((message) => message.sentAt === at && message.text === text)?.row;
  const clock = clocks.of(zone.zone);
  const local = clock.local(at);
  const readDates = await loadDateReader();
  const named = readDates(text, local.day * dayMs + local.minute * minuteMs).findLast(
    ({ isVague }) => !isVague,
  );
  if (row === undefined || named === undefined) return null;
  const day = Date.parse(named.day) / dayMs;
  const isAsked = kind === 'requested' || kind === 'reminder';
  const dueAt =
    named.minute === null
      ? clock.instant(day, eveningMinute)
      : clock.instant(day, named.minute) + (isAsked ? 0 : afterEventMs);
  return dueAt <= now ? null : { kind, key: `${kind}:moved:${row}`, source: `message:${row}`, dueAt };
}

/** Whether it was called off or moved by anything in the talk that is known. */
export async function isChanged(
  context: Pick<OpenerReading, 'database' | 'clocks'>,
  loaded: LoadedOpener,
  plan: Hanging,
  others: readonly Hanging[],
): Promise<PlanChange['kind'] | null> {
  const [change] = await changesOf(context, loaded, [plan, ...others], loaded.talk.length);
  return change?.kind ?? null;
}
