import type { Milliseconds } from '../../core/clock.js';
import type { Person } from '../../sandbox/people/people.js';
import type { TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import type { WhatsAppWorld } from '../../sandbox/whatsapp/world/world.js';

/** What the person at this end sees of the character. */
export type Seen =
  | { readonly kind: 'message'; readonly text: string; readonly at: Milliseconds }
  | { readonly kind: 'read' }
  | { readonly kind: 'typing' };

/** The one who sits at the terminal, whatever service the talk goes over. */
/** A file as somebody sends it. */
export interface FileToSend {
  readonly as: 'photo' | 'voice' | 'document';
  readonly bytes: Buffer;
  readonly name: string;
  readonly seconds: number;
}

export interface TalkPartner {
  say(text: string): void;
  /** Null where the talk goes over a service whose files are not opened. */
  readonly sendFile: ((file: FileToSend) => Promise<void>) | null;
  /** The chat so far, oldest first. */
  screen(limit: number): readonly { readonly isMine: boolean; readonly text: string }[];
  /** Told of all that is seen from now on; returns what ends it. */
  follow(see: (seen: Seen) => void): () => void;
  now(): Milliseconds;
}

/** @param character the user id of whoever is written to */
export function telegramPartner(telegram: TelegramSandbox, person: Person, character: number): TalkPartner {
  const { world } = telegram;
  return {
    say: (text) => void person.say(character, text),
    sendFile: async (file) => void (await person.sendFile(character, file)),
    screen: (limit) => person.screen(character, limit).map(({ out, text }) => ({ isMine: out, text })),
    follow: (see) =>
      world.journal.subscribe((fact) => {
        if (fact.actor !== character || fact.peer !== person.id) return;
        if (fact.kind === 'message' && fact.seen !== false) {
          see({ kind: 'message', text: fact.text ?? '', at: fact.at });
        } else if (fact.kind === 'read') see({ kind: 'read' });
        else if (fact.kind === 'typing' && fact.detail !== 'sendMessageCancelAction') see({ kind: 'typing' });
      }, person.id),
    now: () => world.clock.now(),
  };
}

/** @param line the number that the character answers at */
export function whatsappPartner(world: WhatsAppWorld, number: string, line: string): TalkPartner {
  return {
    say: (text) => void world.say(number, line, text),
    sendFile: null,
    screen: (limit) =>
      world
        .chat(line, number)
        .slice(-limit)
        .map(({ by, content }) => ({ isMine: by === 'user', text: content.text })),
    follow: (see) => {
      let wasRead = '';
      return world.on((deed) => {
        const at = 'message' in deed ? deed.message : deed;
        if (at.line !== line || at.user !== number) return;
        if (deed.kind === 'reached' && deed.reach === 'delivered') {
          see({ kind: 'message', text: deed.message.content.text, at: world.clock.now() });
        } else if (deed.kind === 'typing' && deed.by === 'line') see({ kind: 'typing' });
        else if (deed.kind === 'read-by-line' && deed.message.id !== wasRead) {
          wasRead = deed.message.id;
          see({ kind: 'read' });
        }
      });
    },
    now: () => world.clock.now(),
  };
}
