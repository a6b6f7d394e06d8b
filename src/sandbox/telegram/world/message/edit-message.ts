import type { TlObject, TlValue } from '../../../mtproto/rpc.js';
import { tlToJson } from '../tl-json.js';
import type { MessageMarks } from './messages.js';
import type { Actor } from '../delivery.js';
import type { LoggedUpdate } from '../update-log.js';
import type { World } from '../world.js';

export interface MessageEdit {
  readonly id: number;
  /** Undefined keeps the text. */
  readonly text?: string;
  readonly entities?: readonly TlObject[];
  readonly media?: TlObject;
  /** Set over those the message has; undefined as a value takes one away. */
  readonly marks?: Readonly<Record<string, TlValue | undefined>>;
  /** Bots may edit their own messages however old these are: https://core.telegram.org/bots/api#updating-messages. */
  readonly anyAge?: boolean;
}

export type EditOutcome =
  | { readonly kind: 'edited'; readonly update: LoggedUpdate; readonly peer: number }
  | { readonly kind: 'refused'; readonly type: string };

/** Changes an own message on both sides; each side's pts advances by one. */
export function editMessage(world: World, actor: Actor, edit: MessageEdit): EditOutcome {
  return world.transactions.run(() => {
    const view = world.messages.find(actor.user, edit.id);
    if (view === undefined) return refused('MESSAGE_ID_INVALID');
    if (!view.out) return refused('MESSAGE_AUTHOR_REQUIRED');
    const at = world.clock.now();
    if (edit.anyAge !== true && at - view.sentAt > world.limits.editWindow * 1000) {
      return refused('MESSAGE_EDIT_TIME_EXPIRED');
    }
    const text = edit.text ?? view.text;
    const entities = edit.text === undefined ? view.entities : (edit.entities ?? []);
    if (text.trim() === '' && view.media === null) return refused('MESSAGE_EMPTY');
    if ([...text].length > world.limits.messageLength) return refused('MESSAGE_TOO_LONG');
    const marks = remarked(view.marks, edit.marks);
    if (
      text === view.text &&
      edit.media === undefined &&
      sameEntities(entities, view.entities) &&
      (marks === undefined || inWords(marks) === inWords(view.marks))
    ) {
      return refused('MESSAGE_NOT_MODIFIED');
    }
    world.messages.rewriteContent(view.uid, text, entities, edit.media ?? view.media, at);
    if (marks !== undefined) world.messages.rewriteMarks(view.uid, marks);
    const update = logEdit(world, actor, edit.id, at);
    const other = world.messages.counterpart(view);
    if (other !== undefined) logEdit(world, { user: other.owner }, other.id, at);
    world.journal.write(at, 'edit', actor.user, view.peer, view.uid, {
      text,
      actorMessageId: edit.id,
      seen: other !== undefined,
      ...(other === undefined ? {} : { peerMessageId: other.id }),
    });
    return { kind: 'edited', update, peer: view.peer };
  });
}

/** Undefined when nothing was asked to change. */
function remarked(marks: MessageMarks, change: MessageEdit['marks']): MessageMarks | undefined {
  if (change === undefined) return undefined;
  return Object.fromEntries(
    Object.entries({ ...marks, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}

function inWords(marks: MessageMarks): string {
  const ordered = Object.entries(marks).sort(([left], [right]) => (left < right ? -1 : 1));
  return tlToJson({ ...Object.fromEntries(ordered), _: 'marks' });
}

function refused(type: string): EditOutcome {
  return { kind: 'refused', type };
}

function logEdit(world: World, actor: Actor, id: number, at: number): LoggedUpdate {
  const update = world.log.append(actor.user, { kind: 'edit', id }, 1, at);
  world.deliveries.send({
    owner: actor.user,
    kind: 'logged',
    update,
    ...(actor.origin === undefined ? {} : { origin: actor.origin }),
  });
  return update;
}

function sameEntities(left: readonly TlObject[], right: readonly TlObject[]): boolean {
  const text = (entities: readonly TlObject[]): string =>
    entities.map((entity) => `${entity._}:${Number(entity['offset'])}:${Number(entity['length'])}`).join();
  return text(left) === text(right);
}
