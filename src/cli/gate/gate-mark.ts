import { askRunning } from '../../app/orders/control-socket.js';
import { carryOutGateOrder, type GateOrder } from '../../app/orders/gate-orders.js';
import { withStore } from '../../app/orders/store-without-run.js';
import type { Config } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { findingsOf, type Finding } from '../../quality/gate-record.js';
import type { TurnView } from '../../store/turn/turn-reader.js';
import { withReaderToChange } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { resolveTurn } from '../turn/turn-show.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface GateMarkOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly draft?: number;
  readonly check?: string;
}

type Mark = GateOrder['marks'][number];

/** `kindred gate mark <turn> right|wrong`: whether what was turned down in a turn was so rightly. */
export async function gateMark(
  surroundings: Surroundings,
  prefix: string,
  verdict: Mark['verdict'],
  options: GateMarkOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const turn = await withReaderToChange(config, (read) => resolveTurn(read, prefix));
  const { draft, check } = onlyFinding(turn, options);
  const mark = { conversation: turn.conversation, turn: turn.turn, draft, check, verdict };
  await whileMarking(surroundings, config, (keep) => keep(mark));
  if (options.json) printJson(surroundings, mark);
  else print(surroundings, `${turn.turn}, draft ${draft}: ${check} was ${verdict}.`);
}

/**
 * Marks are kept one by one, by the running program or, while none works on the data folder, here.
 * @throws OperatorError when the draft is gone
 */
export async function whileMarking<T>(
  surroundings: Surroundings,
  config: Config,
  work: (keep: (mark: Mark) => Promise<void>) => Promise<T>,
): Promise<T> {
  const ask = (marks: readonly Mark[]): Promise<unknown> => askRunning(config.data, 'gate', { marks });
  if ((await ask([])) !== null) {
    return work(async (mark) => {
      if ((await ask([mark])) === null) {
        throw new OperatorError(
          'the running kindred has ended',
          'say it again; marks before this one are kept',
        );
      }
    });
  }
  return whileOwning(surroundings, config, 'kindred gate mark', () =>
    withStore(config, (database) =>
      work(async (mark) => void (await carryOutGateOrder(database, systemClock(), { marks: [mark] }))),
    ),
  );
}

/** @throws OperatorError when the turn has none that is meant, or several. */
function onlyFinding(turn: TurnView, { draft, check }: GateMarkOptions): Finding {
  const all = findingsOf({ checks: turn.checks, turnedDown: turn.answer?.turnedDown ?? [] });
  if (all.length === 0) {
    throw new OperatorError(`nothing was turned down in ${turn.turn}`, '"kindred stats gate" shows what was');
  }
  const named = (of: readonly Finding[]): string =>
    of.map((one) => `--draft ${one.draft} --check ${one.check}`).join('; ');
  const meant = all.filter(
    (one) => (draft === undefined || one.draft === draft) && (check === undefined || one.check === check),
  );
  const [only, ...others] = meant;
  if (only === undefined) {
    throw new OperatorError(`that was not turned down in ${turn.turn}`, `what was: ${named(all)}`);
  }
  if (others.length > 0) {
    throw new OperatorError(
      `${meant.length} things were turned down in ${turn.turn}`,
      `add which one: ${named(meant)}`,
    );
  }
  return only;
}
