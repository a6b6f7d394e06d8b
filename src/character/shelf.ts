import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../config/problem.js';
import type { Clock } from '../core/clock.js';
import type { CharacterId } from '../core/ids.js';
import type { Character, CharacterSource } from './character.js';
import { loadCharacter, loadCharacters, type LoadResult } from './load.js';
import { unknownProviders } from './own-models.js';

export interface ShelfReport {
  /** A changed file is good and live from the next turn on. */
  changed(character: Character): void;
  /** A changed file is broken; the version before it stays live. Said once per broken text. */
  broken(id: CharacterId, problems: readonly Problem[]): void;
}

export interface ShelfOptions {
  readonly folder: string;
  readonly names: readonly string[];
  /** Whose models characters may name now; whoever names another is refused. Any, when absent. */
  readonly providers?: () => readonly string[];
  readonly clock: Clock;
  readonly report: ShelfReport;
}

/** Editors write a file in several steps; what they are at is over by then. */
const settledAfterMs = 150;
/** Network and container file systems report no changes: whatever was missed is found by looking. */
const lookEveryMs = 30_000;

/**
 * The live versions of some characters. Follows their files: a good edit is live from the next turn on, a broken one
 * leaves the last good version live and is reported with file and line.
 */
export class CharacterShelf implements CharacterSource {
  private readonly live: Map<CharacterId, Character>;
  /** What was last said to be wrong, by character, so that it is said once. */
  private readonly said = new Map<CharacterId, string>();
  private watchers: FSWatcher[] = [];
  private watched = '';
  private settling: { cancel(): void } | null = null;
  private looking: { cancel(): void } | null = null;

  /** @throws OperatorError that lists everything wrong: a program does not start with a broken character. */
  constructor(private readonly options: ShelfOptions) {
    this.live = new Map(loadCharacters(options.folder, options.names, (name) => this.load(name)));
  }

  get(id: CharacterId): Character | undefined {
    return this.live.get(id);
  }

  /** Begin to follow the files. */
  open(): void {
    this.watchFolders();
    this.lookAgain();
  }

  close(): void {
    this.settling?.cancel();
    this.looking?.cancel();
    for (const watcher of this.watchers.splice(0)) watcher.close();
    this.watched = '';
  }

  /** Look at the files now. A text that did not change changes nothing. */
  look(): void {
    for (const [id, before] of this.live) {
      const loaded = this.load(id);
      if (loaded.ok) {
        this.said.delete(id);
        if (loaded.character.version === before.version) continue;
        this.live.set(id, loaded.character);
        this.options.report.changed(loaded.character);
        continue;
      }
      const words = JSON.stringify(loaded.problems);
      if (this.said.get(id) === words) continue;
      this.said.set(id, words);
      this.options.report.broken(id, loaded.problems);
    }
  }

  private load(name: string): LoadResult {
    const { folder, providers } = this.options;
    const loaded = loadCharacter(folder, name);
    if (!loaded.ok || providers === undefined) return loaded;
    const problems = unknownProviders(loaded, providers());
    return problems.length === 0 ? loaded : { ok: false, problems };
  }

  private lookAgain(): void {
    this.looking = this.options.clock.after(
      lookEveryMs,
      () => {
        this.look();
        this.watchFolders();
        this.lookAgain();
      },
      { unref: true },
    );
  }

  private touched(): void {
    this.settling?.cancel();
    this.settling = this.options.clock.after(settledAfterMs, () => {
      this.look();
      this.watchFolders();
    });
  }

  /** The folder of characters, and those of the characters that are folders themselves. */
  private watchFolders(): void {
    const folders = [
      this.options.folder,
      ...[...this.live.keys()].flatMap((id) => foldersIn(join(this.options.folder, id))),
    ];
    const watched = folders.join('\n');
    if (watched === this.watched) return;
    for (const watcher of this.watchers.splice(0)) watcher.close();
    this.watched = watched;
    for (const folder of folders) {
      const watcher = watch(folder, { persistent: false }, () => this.touched());
      // A folder that went away is noticed by the next look.
      watcher.on('error', () => watcher.close());
      this.watchers.push(watcher);
    }
  }
}

/** A folder and the folders in it, where there is one. */
function foldersIn(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return [
    path,
    ...readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(path, entry.name))
      .sort(),
  ];
}
