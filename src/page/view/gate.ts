import { z } from 'zod';
import { carryOutGateOrder, type GateOrder } from '../../app/orders/gate-orders.js';
import { gateFigures, gateScope } from '../../app/views/gate-findings.js';
import { gateReport } from '../../app/views/gate-report.js';
import { readTurn } from '../../store/turn/turn-reader.js';
import { giveOrder } from '../source/give-order.js';
import type { PageParts } from '../source/page-parts.js';

export const gateWanted = z.object({
  days: z.coerce.number().int().min(1).max(366).default(30),
  character: z.string().optional(),
});

/** What each check passed, repaired and turned down; without words. */
export async function gateView({ store, clock, config }: PageParts, wanted: z.output<typeof gateWanted>) {
  const { days, character } = wanted;
  const wish = { days, samples: 0, ...(character === undefined || character === '' ? {} : { character }) };
  const report = await store.look(async (read) =>
    read === null ? null : gateReport(read, wish, clock.now()),
  );
  return { report, characters: [...new Set(config.accounts.map((account) => account.character))] };
}

export type GateView = Awaited<ReturnType<typeof gateView>>;

/** Drafts that were turned down and not marked yet: a sample that is the same every time, so many of it. */
export async function gateSamples(
  { store, clock }: PageParts,
  { days, character }: z.output<typeof gateWanted>,
  most: number,
) {
  return store.look(async (read) => {
    if (read === null) return { open: 0, samples: [] };
    const scope = gateScope(
      { days, ...(character === undefined || character === '' ? {} : { character }) },
      clock.now(),
    );
    const open = (await gateFigures(read, scope)).findings.filter(({ mark }) => mark === null);
    const samples = [];
    for (const finding of open.slice(0, most)) {
      const turn = await readTurn(read, finding.turn);
      samples.push({
        ...finding,
        written: turn?.covers.map(({ text }) => text) ?? [],
        saidInstead: turn?.bubbles.filter(({ state }) => state !== 'dropped').map(({ text }) => text) ?? [],
      });
    }
    return { open: open.length, samples };
  });
}

export type GateSamples = Awaited<ReturnType<typeof gateSamples>>;

const mark = z.object({
  conversation: z.string(),
  turn: z.string(),
  draft: z.number().int().positive(),
  check: z.string().min(1).max(100),
  verdict: z.enum(['right', 'wrong']),
});

export async function markDraft(parts: PageParts, input: unknown) {
  const order: GateOrder = { marks: [mark.parse(input)] };
  await giveOrder(parts, 'gate', order, (database) => carryOutGateOrder(database, parts.clock, order));
  return { conversation: order.marks[0]?.conversation ?? '' };
}
