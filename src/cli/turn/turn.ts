import { join } from 'node:path';
import { openForReading } from '../../store/engine/database.js';
import { readRecentTurns } from '../../store/turn/turn-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';
import { describeTurn, resolveTurn } from './turn-show.js';

export interface TurnOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly limit?: number;
}

/** `kindred turn show <id>`: one turn explained from what came in to what went out. */
export async function turnShow(
  surroundings: Surroundings,
  prefix: string,
  options: TurnOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const database = openForReading(join(config.data, 'kindred.db'));
  try {
    const turn = await resolveTurn(database.read, prefix);
    if (options.json) printJson(surroundings, turn);
    else for (const line of describeTurn(turn)) print(surroundings, line);
  } finally {
    await database.close();
  }
}

/** `kindred turn list`: the latest turns, newest first. */
export async function turnList(surroundings: Surroundings, options: TurnOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const database = openForReading(join(config.data, 'kindred.db'));
  try {
    const turns = await readRecentTurns(database.read, options.limit ?? 20);
    const views = turns.map((turn) => ({
      turn: turn.turn_id,
      conversation: turn.conversation_id,
      cause: turn.cause,
      outcome: turn.outcome,
      reason: turn.reason,
      startedAt: new Date(turn.started_at).toISOString(),
      tookMs: turn.finished_at - turn.started_at,
    }));
    if (options.json) {
      printJson(surroundings, { turns: views });
      return;
    }
    const rows = views.map((view) => [
      view.turn,
      view.startedAt,
      view.conversation,
      view.outcome + (view.reason === null ? '' : ` (${view.reason})`),
      `${view.tookMs} ms`,
    ]);
    for (const line of table(['turn', 'started', 'conversation', 'outcome', 'took'], rows)) {
      print(surroundings, line);
    }
  } finally {
    await database.close();
  }
}
