import type { ChatMessage } from '../world/messages.js';

/** How the Cloud API names messages: opaque, the same each time. */
export class MessageNames {
  private readonly byName = new Map<string, ChatMessage>();

  of(message: ChatMessage): string {
    const inner = Buffer.from(`\x1c\x18${message.user}\x15\x02\x00\x11\x18\x12${message.id}\x00`, 'latin1');
    const name = `wamid.${inner.toString('base64')}`;
    this.byName.set(name, message);
    return name;
  }

  find(name: string): ChatMessage | undefined {
    return this.byName.get(name);
  }
}
