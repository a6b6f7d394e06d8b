export type LiveState = 'live' | 'lost';

/**
 * One line of server-sent events for the whole page. A page nobody sees gives its line back: browsers keep only six to
 * one place.
 */
export class Live {
  private source: EventSource | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = new Set<() => void>();
  private readonly moved = new Set<(state: LiveState) => void>();
  state: LiveState = 'live';

  open(): void {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.hangUp();
      else this.dial();
    });
    this.dial();
  }

  onChange(listener: () => void): () => void {
    this.changed.add(listener);
    return () => void this.changed.delete(listener);
  }

  onState(listener: (state: LiveState) => void): () => void {
    this.moved.add(listener);
    return () => void this.moved.delete(listener);
  }

  /** An answer that did not come says so before the line does. */
  lost(): void {
    this.become('lost');
  }

  private dial(): void {
    this.hangUp();
    if (document.hidden) return;
    const source = new EventSource('api/events');
    this.source = source;
    source.addEventListener('hello', () => {
      this.become('live');
      // Whatever happened meanwhile is looked at now.
      for (const listener of this.changed) listener();
    });
    source.addEventListener('change', () => {
      for (const listener of this.changed) listener();
    });
    source.addEventListener('error', () => {
      this.become('lost');
      // Browsers give up for good on some failures; this does not.
      this.hangUp();
      this.retry = setTimeout(() => this.dial(), 1_500);
    });
  }

  private hangUp(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  private become(state: LiveState): void {
    if (state === this.state) return;
    this.state = state;
    for (const listener of this.moved) listener(state);
  }
}
