import type { Reader } from '../../store/engine/database.js';
import type { ConversationId } from '../../core/ids.js';
import { readAllPlanned, readDecisions, readPlanned } from '../../store/plan/plan-reader.js';
import { findChat } from '../chat/find-chat.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface ProactiveOptions extends SettingsOptions {
  readonly json?: boolean;
}

const mostShown = 200;

/** `kindred proactive list [chat]`: what is planned, and when it is looked at next. */
export async function proactiveList(
  surroundings: Surroundings,
  chat: string | undefined,
  options: ProactiveOptions,
): Promise<void> {
  await withChat(surroundings, chat, options, async (read, conversation) => {
    const plans =
      conversation === null ? await readAllPlanned(read, mostShown) : await readPlanned(read, conversation);
    const views = plans.map((plan) => ({ ...plan, dueAt: iso(plan.dueAt), lookAt: iso(plan.lookAt) }));
    if (options.json) {
      printJson(surroundings, { plans: views });
      return;
    }
    if (views.length === 0) {
      print(surroundings, 'Nothing is planned.');
      return;
    }
    const rows = views.map((view) => [
      String(view.plan),
      view.lookAt,
      view.kind,
      view.source,
      view.conversation,
    ]);
    for (const line of table(['plan', 'looked at', 'kind', 'about', 'conversation'], rows))
      print(surroundings, line);
  });
}

/** `kindred proactive explain [chat]`: every decision with its reason. */
export async function proactiveExplain(
  surroundings: Surroundings,
  chat: string | undefined,
  options: ProactiveOptions,
): Promise<void> {
  await withChat(surroundings, chat, options, async (read, conversation) => {
    const decisions = (await readDecisions(read, conversation, mostShown)).map((decision) => ({
      ...decision,
      at: iso(decision.at),
      until: decision.until === null ? null : iso(decision.until),
    }));
    if (options.json) {
      printJson(surroundings, { decisions });
      return;
    }
    if (decisions.length === 0) print(surroundings, 'Nothing was decided yet.');
    for (const {
      at,
      conversation: where,
      kind,
      source,
      verdict,
      reason,
      until,
      turn,
      details,
    } of decisions) {
      const more = [
        until === null ? '' : `until ${until}`,
        turn === null ? '' : `turn ${turn}`,
        JSON.stringify(details),
      ];
      print(surroundings, `${at}  ${where}  ${verdict}: ${reason}`);
      print(
        surroundings,
        `    ${kind} about ${source}; ${more.filter((part) => part !== '' && part !== '{}').join('; ')}`,
      );
    }
  });
}

async function withChat(
  surroundings: Surroundings,
  chat: string | undefined,
  options: ProactiveOptions,
  work: (read: Reader, conversation: ConversationId | null) => Promise<void>,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  await withReader(config, async (read) => {
    const found = chat === undefined ? null : await findChat(read, chat);
    await work(read, found?.conversation ?? null);
  });
}

const iso = (at: number): string => new Date(at).toISOString();
