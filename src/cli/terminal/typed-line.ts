/** What a person at the terminal means by a line, before it becomes a message. */
export type TypedLine =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'unknown-command'; readonly name: string }
  | { readonly kind: 'message'; readonly text: string };

/** What the program itself answers in a chat (duty/command-words.ts, memory/rights, /stop); the rest of `/words` is a slip. */
const chatCommands = ['help', 'memory', 'forget', 'export', 'pause', 'stop', 'why', 'start'];

export function readTypedLine(line: string): TypedLine {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  const [, name] = /^\/([\p{L}_-]+)(?:\s|$)/u.exec(text) ?? [];
  if (name === undefined) return { kind: 'message', text };
  if (['quit', 'exit'].includes(name.toLowerCase())) return { kind: 'quit' };
  return chatCommands.includes(name.toLowerCase())
    ? { kind: 'message', text }
    : { kind: 'unknown-command', name };
}

/** Telegram takes no more in one message (core.telegram.org/method/messages.sendMessage: MESSAGE_TOO_LONG). */
const mostCharacters = 4_096;

/** A message as its chat takes it: in several where it is too long for one, cut at a space where there is any. */
export function inMessages(text: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > mostCharacters) {
    const space = rest.lastIndexOf(' ', mostCharacters);
    // Never between the halves of a character.
    const high = /[\ud800-\udbff]/u.test(rest.charAt(mostCharacters - 1)) ? 1 : 0;
    const at = space > mostCharacters / 2 ? space : mostCharacters - high;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}
