import { basename } from 'node:path';
import type { ShelfReport } from '../../../character/shelf.js';
import { characterBroken, characterChanged } from '../../../observe/events.js';
import type { Logger } from '../../../observe/logger.js';

/** What becomes of edits to character files, as log lines: places, never the author's text. */
export function reportCharacters(logger: Logger): ShelfReport {
  return {
    changed: ({ id }) => characterChanged(logger, { character: id }),
    broken: (character, problems) =>
      characterBroken(logger, {
        character,
        count: problems.length,
        where: problems
          .slice(0, 10)
          .map(({ file, line }) => `${basename(file)}:${line ?? 1}`)
          .join(','),
      }),
  };
}
