import type { Surroundings } from './surroundings.js';
import { print } from './surroundings.js';

/** What happens in a chat as lines on a screen: who wrote what, and in grey who read it and who is typing. */
export class ChatScreen {
  private readonly colours: boolean;
  private typing = false;

  constructor(
    private readonly surroundings: Pick<Surroundings, 'stdout'>,
    private readonly name: string,
  ) {
    this.colours = surroundings.stdout.isTTY === true;
  }

  /** The other side wrote. */
  said(text: string): void {
    this.typing = false;
    const [first = '', ...rest] = text.split('\n');
    print(this.surroundings, `${this.bold(this.name)}  ${first}`);
    for (const line of rest) print(this.surroundings, `${' '.repeat(this.name.length)}  ${line}`);
  }

  /** What the person at this end wrote, where it is not on the screen already. */
  wrote(text: string): void {
    print(this.surroundings, `${this.bold('You')}  ${text}`);
  }

  read(): void {
    print(this.surroundings, this.grey('      read'));
  }

  /** The other side is typing; said once until it wrote. */
  isTyping(): void {
    if (this.typing) return;
    this.typing = true;
    print(this.surroundings, this.grey(`      ${this.name} is typing...`));
  }

  note(text: string): void {
    print(this.surroundings, this.grey(text));
  }

  private bold(text: string): string {
    return this.colours ? `\u001b[1m${text}\u001b[22m` : text;
  }

  private grey(text: string): string {
    return this.colours ? `\u001b[2m${text}\u001b[22m` : text;
  }
}
