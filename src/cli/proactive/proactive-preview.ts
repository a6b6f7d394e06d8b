import { askRunning } from '../../app/orders/control-socket.js';
import { previewWithoutRun } from '../../app/orders/preview-without-run.js';
import type { OpenersPreview, PreviewVerdict } from '../../conversation/openers/preview-openers.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { withoutEnd } from '../../proactive/wish.js';
import type { Config } from '../../config/config.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../../store/engine/database.js';
import { describeChat, findChat } from '../chat/find-chat.js';
import { toMinute } from '../terminal/moment.js';
import type { ProactiveOptions } from './proactive.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

/** `kindred proactive preview <chat>`: what would be considered now and what would come of it; nothing is sent. */
export async function proactivePreview(
  surroundings: Surroundings,
  words: string,
  options: ProactiveOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  await withReader(config, async (read) => {
    const chat = await findChat(read, words);
    const { preview, isRunning } = await look(config, read, chat.conversation);
    if (options.json) {
      printJson(surroundings, { chat: chat.conversation, isRunning, ...preview });
      return;
    }
    print(surroundings, `${describeChat(chat)}: ${standing(preview)}`);
    if (!isRunning) {
      print(
        surroundings,
        'kindred run is not at work: its accounts are taken to be well and no money to be spent.',
      );
    }
    for (const plan of preview.plans) {
      print(surroundings, '');
      print(
        surroundings,
        `plan ${plan.plan}  ${plan.kind} about ${plan.source}, for ${toMinute(plan.dueAt)} UTC`,
      );
      print(surroundings, `    now: ${inWords(plan.now)}`);
      if (plan.atItsTime) {
        print(surroundings, `    at ${toMinute(plan.lookAt)}: ${inWords(plan.atItsTime)}`);
      }
      const parts = Object.entries(plan.score.parts).filter(([, part]) => part !== 0);
      const sum = parts.map(([name, part]) => `${name} ${part > 0 ? '+' : ''}${part}`).join(', ');
      print(
        surroundings,
        `    score ${plan.score.total} (${sum}): where nothing speaks against it, sent with a chance of ${percent(plan.odds)}`,
      );
    }
  });
}

async function look(
  config: Config,
  read: Reader,
  conversation: ConversationId,
): Promise<{ readonly preview: OpenersPreview; readonly isRunning: boolean }> {
  const answered = (await askRunning(config.data, 'proactive-preview', { conversation })) as {
    readonly preview: OpenersPreview | null;
  } | null;
  if (answered === null) {
    return { preview: await previewWithoutRun(config, read, conversation, systemClock()), isRunning: false };
  }
  if (answered.preview === null) {
    throw new OperatorError(
      'the running kindred writes to nobody first',
      'set proactive.enabled and restart it',
    );
  }
  return { preview: answered.preview, isRunning: true };
}

function standing({
  isServed,
  hasAgreed,
  zone,
  pausedUntil,
  perWeek,
  sentThisWeek,
  plans,
}: OpenersPreview): string {
  if (!isServed) return 'its account speaks to nobody now, so nothing is considered.';
  const clock =
    zone === null || zone.kind === 'unknown'
      ? 'their clock is not known'
      : zone.kind === 'stated'
        ? `they live in ${zone.zone}`
        : `their clock is guessed as ${zone.zone} (${percent(zone.confidence)} sure)`;
  const isPaused = pausedUntil !== null && pausedUntil > systemClock().now();
  const pause = !isPaused
    ? ''
    : pausedUntil === withoutEnd
      ? '; paused'
      : `; paused until ${toMinute(pausedUntil)} UTC`;
  const agreed = hasAgreed ? 'agreed to be written to' : 'never agreed to be written to';
  const count = plans.length === 0 ? 'nothing is planned' : `${plans.length} planned`;
  return `${agreed}; ${clock}; ${sentThisWeek} of ${perWeek} this week${pause}; ${count}.`;
}

function inWords({ verdict, reason, until }: PreviewVerdict): string {
  switch (verdict) {
    case 'send':
      return `would be sent (${reason})`;
    case 'chance':
      return 'nothing speaks against it; chance would decide';
    case 'withhold':
      return `would be let go: ${reason}`;
    case 'wait':
      return until === null ? `waits: ${reason}` : `waits until ${toMinute(until)}: ${reason}`;
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
