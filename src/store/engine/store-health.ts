import { storageFault, StoreUnavailable, type StorageFault } from './storage-fault.js';

/** Whether the database takes writes, and if not, what SQLite said. `broken` never ends within a run. */
export type StoreState = { readonly state: 'ok' } | { readonly state: StorageFault; readonly code: string };

/**
 * What is known about the disk under the database. Any write that fails for the disk's sake ends the trust in it for
 * everyone at once: further writes are refused untried until a probe has come through, so that nobody acts on half of a
 * pair (a claim that still fits into its row, a message that does not).
 */
export class StoreHealth {
  private current: StoreState = { state: 'ok' };
  private readonly listeners = new Set<(state: StoreState) => void>();

  get state(): StoreState {
    return this.current;
  }

  get isWell(): boolean {
    return this.current.state === 'ok';
  }

  /** Hear of every change, until the returned function is called. Listeners must not throw. */
  watch(listener: (state: StoreState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @throws StoreUnavailable unless writes are taken. */
  admit(): void {
    if (this.current.state !== 'ok') throw new StoreUnavailable(this.current.state, this.current.code);
  }

  /** Something failed: if the disk is behind it, the store is no longer well. */
  note(cause: unknown): void {
    if (cause instanceof StoreUnavailable || this.current.state === 'broken') return;
    const found = storageFault(cause);
    if (found) this.become({ state: found.fault, code: found.code });
  }

  /** A probe came through. */
  recovered(): void {
    if (this.current.state !== 'broken') this.become({ state: 'ok' });
  }

  private become(next: StoreState): void {
    const before = this.current.state;
    this.current = next;
    if (next.state === before) return;
    for (const listener of [...this.listeners]) listener(next);
  }
}
