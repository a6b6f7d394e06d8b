import type { Milliseconds } from '../../core/clock.js';
import { yieldToInput } from '../../lib/system-yield.js';
import { readOrphans, readStaleFiles } from '../../store/media/media-reader.js';
import { forgetFiles, readOldestFiles } from '../../store/media/file-forgetting.js';
import type { PerceivingNeeds } from './perceiving-needs.js';

type SweepNeeds = Pick<PerceivingNeeds, 'database' | 'clock' | 'files' | 'settings'>;

/** What belongs to nobody any more is gone within this. */
const everyMs: Milliseconds = 300_000;
/** A file is written before its row: younger ones may still get one. */
const rowComesWithin: Milliseconds = 60_000;

/**
 * Lets go of files of people: those whose time is up, those whose rows were erased (without the key that stood there they
 * are noise already), and the oldest where all together are too many.
 */
export class FileSweep {
  private timer: { cancel(): void } | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly needs: SweepNeeds,
    private readonly onError: (cause: unknown) => void,
  ) {}

  start(): void {
    this.running = this.round().catch(this.onError);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.timer?.cancel();
    await this.running;
  }

  private async round(): Promise<void> {
    await this.sweep().catch(this.onError);
    if (!this.isStopped) this.timer = this.needs.clock.after(everyMs, () => this.start(), { unref: true });
  }

  private async sweep(): Promise<void> {
    const { database, clock, files, settings } = this.needs;
    if (!database.health.isWell) return;
    for (;;) {
      const stale = await readStaleFiles(database.read, clock.now());
      if (stale.length === 0 || this.isStopped) break;
      await this.forget(stale);
    }
    const all = await files.all(clock.now() - rowComesWithin);
    const sizes = new Map(all.map(({ name, bytes }) => [name, bytes]));
    const orphans = await readOrphans(database.read, [...sizes.keys()]);
    await files.remove(orphans);
    for (const name of orphans) sizes.delete(name);
    let kept = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    while (kept > settings.mostKept && !this.isStopped) {
      const oldest = await readOldestFiles(database.read);
      if (oldest.length === 0) break;
      await this.forget(oldest);
      for (const { name } of oldest) kept -= sizes.get(name) ?? 0;
      await yieldToInput();
    }
  }

  /** The row first: what is named nowhere is swept again, what is gone and still named would be missed. */
  private async forget(some: readonly { readonly medium: number; readonly name: string }[]): Promise<void> {
    const { database, files } = this.needs;
    await database.write(
      (transaction) =>
        forgetFiles(
          transaction,
          some.map(({ medium }) => medium),
        ),
      'ordered',
    );
    await files.remove(some.map(({ name }) => name));
  }
}
