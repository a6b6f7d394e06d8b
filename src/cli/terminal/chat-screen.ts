import { displayWidth, wrapped } from './display-width.js';

export interface ChatScreenOptions {
  /** The character's. */
  readonly name: string;
  /** Whether bold and grey may be used (screen.ts). */
  readonly colours: boolean;
  /** Asked for every line: a terminal changes its width. */
  readonly columns: () => number;
}

/** What happens in a chat as lines on a screen: who wrote what, and in grey who read it and who is typing. */
export class ChatScreen {
  private typing = false;

  constructor(
    private readonly line: (text: string) => void,
    private readonly options: ChatScreenOptions,
  ) {}

  /** The other side wrote. */
  said(text: string): void {
    this.typing = false;
    this.message(this.options.name, text);
  }

  /** What the person at this end wrote, where it is not on the screen already. */
  wrote(text: string): void {
    this.message('You', text);
  }

  read(): void {
    this.note('      read');
  }

  /** The other side is typing; said once until it wrote. */
  isTyping(): void {
    if (this.typing) return;
    this.typing = true;
    this.note(`      ${this.options.name} is typing...`);
  }

  note(text: string): void {
    for (const line of wrapped(text, this.options.columns())) this.line(this.style(2, line));
  }

  /** In front of what is typed. */
  get prompt(): string {
    return `${this.style(1, 'You')}  `;
  }

  private message(who: string, text: string): void {
    const indent = displayWidth(who) + 2;
    const [first = '', ...rest] = wrapped(text, Math.max(20, this.options.columns() - indent));
    this.line(`${this.style(1, who)}  ${first}`);
    for (const line of rest) this.line(`${' '.repeat(indent)}${line}`.trimEnd());
  }

  /** 1: bold, 2: grey (ECMA-48, SGR). */
  private style(code: 1 | 2, text: string): string {
    return this.options.colours && text !== '' ? `\u001b[${code}m${text}\u001b[22m` : text;
  }
}
