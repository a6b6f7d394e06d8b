import { OperatorError } from '../../core/failure.js';
import type { Reader } from '../../store/engine/database.js';
import { readTurn } from '../../store/turn/turn-reader.js';
import { systemClock } from '../../lib/system-clock.js';
import { LineAsker } from '../terminal/ask-line.js';
import { gateFigures, gateScope, type StoredFinding } from '../../app/views/gate-findings.js';
import { whileMarking } from '../gate/gate-mark.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings } from '../frame/settings.js';
import { describeFinding, shownWords, type StatsGateOptions } from './stats-gate.js';
import { print, type Surroundings } from '../terminal/surroundings.js';

/**
 * `kindred stats gate --mark`: what was turned down and not marked yet, one after another, with what it was to answer and
 * what was said instead.
 */
export async function statsGateMark(surroundings: Surroundings, options: StatsGateOptions): Promise<void> {
  if (surroundings.stdin.isTTY !== true || options.json === true) {
    throw new OperatorError(
      '--mark asks at a terminal',
      'use "kindred gate mark <turn> right|wrong" elsewhere',
    );
  }
  const { config } = loadSettings(surroundings, options);
  const scope = gateScope(options, systemClock().now());
  await withReader(config, async (read) => {
    const { findings } = await gateFigures(read, scope);
    const open = findings.filter(
      ({ mark, check }) => mark === null && (options.check === undefined || check === options.check),
    );
    if (open.length === 0) {
      print(surroundings, 'There is nothing left to mark.');
      return;
    }
    const asker = new LineAsker(surroundings, surroundings.stdout);
    try {
      const count = { right: 0, wrong: 0 };
      await whileMarking(surroundings, config, async (keep) => {
        for (const [index, finding] of open.entries()) {
          print(surroundings, `${index + 1} of ${open.length}`);
          for (const line of await shown(read, finding)) print(surroundings, line);
          const verdict = await verdictOf(asker, surroundings);
          if (verdict === 'quit') break;
          if (verdict === 'skip') continue;
          const { conversation, turn, draft, check } = finding;
          await keep({ conversation, turn, draft, check, verdict });
          count[verdict] += 1;
        }
      });
      print(surroundings, `Marked: ${count.right} right, ${count.wrong} wrong.`);
    } finally {
      asker.close();
    }
  });
}

const answers: Readonly<Record<string, 'right' | 'wrong' | 'skip' | 'quit'>> = {
  r: 'right',
  w: 'wrong',
  s: 'skip',
  q: 'quit',
};

async function verdictOf(
  asker: LineAsker,
  surroundings: Surroundings,
): Promise<'right' | 'wrong' | 'skip' | 'quit'> {
  for (;;) {
    const line = await asker.ask('Turned down rightly? [r]ight, [w]rong, [s]kip, [q]uit: ');
    if (line === null) {
      print(surroundings);
      return 'quit';
    }
    const answer = answers[line.trim().toLowerCase().slice(0, 1)];
    if (answer !== undefined) return answer;
  }
}

async function shown(read: Reader, finding: StoredFinding): Promise<readonly string[]> {
  const turn = await readTurn(read, finding.turn);
  const written = turn?.covers.map(({ text }) => text) ?? [];
  const said = turn?.bubbles.filter(({ state }) => state !== 'dropped').map(({ text }) => text) ?? [];
  return [
    ...(written.length > 0 ? ['    they wrote', ...written.flatMap(shownWords)] : []),
    '    turned down',
    ...describeFinding(finding),
    ...(said.length > 0 ? ['    said instead', ...said.flatMap(shownWords)] : ['    nothing was said']),
  ];
}
