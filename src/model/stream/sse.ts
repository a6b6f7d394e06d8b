/** One server-sent event. `event` is null where the stream names none. */
export interface ServerEvent {
  readonly event: string | null;
  readonly data: string;
}

/** Longer than any event of a real provider; a stream without line ends must not fill the memory. */
const maxPending = 4 * 1024 * 1024;

/**
 * Turns the bytes of a `text/event-stream` body into events, whatever way they were cut: inside a line, between CR and LF,
 * inside a character. Comments, ids and retry hints are dropped. Rules: WHATWG HTML, section 9.2.
 */
export class EventDecoder {
  readonly #decoder = new TextDecoder('utf-8');
  #text = '';
  #event: string | null = null;
  #data: string[] = [];

  /** The events that these bytes complete. Throws a RangeError when a single line grows beyond all measure. */
  push(bytes: Uint8Array): ServerEvent[] {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    if (this.#text.length > maxPending) throw new RangeError('a line of the event stream is too long');
    const events: ServerEvent[] = [];
    let start = 0;
    for (;;) {
      const end = lineEnd(this.#text, start);
      if (end === undefined) break;
      this.#line(this.#text.slice(start, end.at), events);
      start = end.next;
    }
    this.#text = this.#text.slice(start);
    return events;
  }

  /** What the end of the body completes. An event without its blank line is given too: some servers leave it out. */
  end(): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.#text += this.#decoder.decode();
    for (const line of this.#text.split(/\r\n|\r|\n/u)) this.#line(line, events);
    this.#text = '';
    this.#line('', events);
    return events;
  }

  #line(line: string, events: ServerEvent[]): void {
    if (line === '') {
      if (this.#data.length > 0) events.push({ event: this.#event, data: this.#data.join('\n') });
      this.#event = null;
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
  }
}

/** The next line end at or after `start`. A CR at the very end waits: an LF may follow in the next bytes. */
function lineEnd(text: string, start: number): { at: number; next: number } | undefined {
  const lf = text.indexOf('\n', start);
  const cr = text.indexOf('\r', start);
  if (cr !== -1 && (lf === -1 || cr < lf)) {
    if (cr === text.length - 1) return undefined;
    return { at: cr, next: text[cr + 1] === '\n' ? cr + 2 : cr + 1 };
  }
  return lf === -1 ? undefined : { at: lf, next: lf + 1 };
}
