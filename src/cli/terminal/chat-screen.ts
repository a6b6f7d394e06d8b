/** What happens in a chat as lines on a screen: who wrote what, and in grey who read it and who is typing. */
export class ChatScreen {
  private typing = false;

  constructor(
    private readonly line: (text: string) => void,
    private readonly name: string,
    private readonly colours: boolean,
  ) {}

  /** The other side wrote. */
  said(text: string): void {
    this.typing = false;
    const [first = '', ...rest] = text.split('\n');
    this.line(`${this.bold(this.name)}  ${first}`);
    for (const line of rest) this.line(`${' '.repeat(this.name.length)}  ${line}`);
  }

  /** What the person at this end wrote, where it is not on the screen already. */
  wrote(text: string): void {
    this.line(`${this.bold('You')}  ${text}`);
  }

  read(): void {
    this.line(this.grey('      read'));
  }

  /** The other side is typing; said once until it wrote. */
  isTyping(): void {
    if (this.typing) return;
    this.typing = true;
    this.line(this.grey(`      ${this.name} is typing...`));
  }

  note(text: string): void {
    this.line(this.grey(text));
  }

  private bold(text: string): string {
    return this.colours ? `\u001b[1m${text}\u001b[22m` : text;
  }

  private grey(text: string): string {
    return this.colours ? `\u001b[2m${text}\u001b[22m` : text;
  }
}
