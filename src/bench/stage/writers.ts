import type { Clock } from '../../core/clock.js';
import { waitForFacts } from '../../sandbox/people/wait.js';
import type { TelegramSandbox } from '../../sandbox/serving/telegram-server.js';

const answerWithinMs = 120_000;
/** Nothing more came for so long: the answer is over. Many times what lies between two bubbles of an instant pace. */
const quietMs = 60;
/** While latency is measured somebody writes this often, whether or not the one before was answered: 20 a second. */
const latencyEveryMs = 50;

export interface Bench {
  readonly telegram: TelegramSandbox;
  readonly account: number;
  readonly clock: Clock;
}

/** `count` writers, each person as often as any other. */
export function spread(people: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => people[index % people.length] ?? 0);
}

/** Everyone on the list writes and waits for the answer, so many at a time; nobody twice at once. */
export async function writeInTurn(
  bench: Bench,
  writers: readonly number[],
  concurrency: number,
): Promise<void> {
  const queues = new Map<number, number>();
  for (const writer of writers) queues.set(writer, (queues.get(writer) ?? 0) + 1);
  const turns = [...queues];
  const seqs = new Map<number, number>();
  const worker = async (): Promise<void> => {
    for (let next = turns.shift(); next; next = turns.shift()) {
      const [person, left] = next;
      await writeAndWait(bench, person, seqs);
      if (left > 1) turns.push([person, left - 1]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** One after the other at a steady pace. */
export async function writeSteadily(bench: Bench, writers: readonly number[]): Promise<void> {
  const answers: Promise<void>[] = [];
  const seqs = new Map<number, number>();
  for (const writer of writers) {
    answers.push(writeAndWait(bench, writer, seqs));
    await bench.clock.sleep(latencyEveryMs);
  }
  await Promise.all(answers);
}

async function writeAndWait(bench: Bench, person: number, seqs: Map<number, number>): Promise<void> {
  const { telegram, account } = bench;
  const { world } = telegram;
  const after = seqs.get(person) ?? world.journal.read({ user: person }).at(-1)?.seq ?? 0;
  telegram.people.person(person).say(account, sentence(after + person));
  const { met, facts } = await waitForFacts(world, {
    by: account,
    towards: person,
    kinds: ['message'],
    count: 1,
    after,
    withinMs: answerWithinMs,
  });
  if (!met) throw new Error(`person ${person} got no answer within ${answerWithinMs / 1000} s`);
  seqs.set(person, await lastOfAnswer(bench, person, facts.at(-1)?.seq ?? after));
}

const places = 'river market station bridge garden harbour library bakery church mill school tower'.split(
  ' ',
);
const weathers = 'cold bright windy foggy mild grey rainy warm damp clear'.split(' ');

/** Each is another, as with people: what was computed for one helps none of the next. */
function sentence(number: number): string {
  const pick = (list: readonly string[], by: number): string =>
    list[Math.floor(number / by) % list.length] ?? '';
  const way = `so i walked home past the ${pick(places, 1)} and the ${pick(places, 12)} today`;
  return `${way}, it was ${pick(weathers, 144)} but ${pick(weathers, 1_440)}`;
}

/** An answer may have more bubbles than one: whoever wrote on before the last of them would be answered by it. */
async function lastOfAnswer({ telegram, account }: Bench, person: number, seq: number): Promise<number> {
  let last = seq;
  for (;;) {
    const { met, facts } = await waitForFacts(telegram.world, {
      by: account,
      towards: person,
      kinds: ['message'],
      count: 1,
      after: last,
      withinMs: quietMs,
    });
    if (!met) return last;
    last = facts.at(-1)?.seq ?? last;
  }
}
