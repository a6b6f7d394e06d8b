import { counted } from '../../lib/counted.js';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { gatherKept } from '../../memory/rights/gather.js';
import { readTalk } from '../../store/memory/rights-reader.js';
import { withChat, type MemoryOptions } from './memory-view.js';
import { print, type Surroundings } from '../terminal/surroundings.js';
import { visible } from '../terminal/plain.js';

/** Names the shape of the file, for whoever reads it later. */
const format = 'kindred-person-export/1';

/** `kindred memory export --chat <chat>`: what a person may ask for by law, as one JSON file. */
export async function memoryExport(
  surroundings: Surroundings,
  options: MemoryOptions & { readonly out?: string },
): Promise<void> {
  await withChat(surroundings, options, async (read, chat) => {
    const { conversation } = chat;
    const exported = {
      format,
      exportedAt: new Date(systemClock().now()).toISOString(),
      chat,
      ...(await gatherKept(read, conversation)),
      messages: await readTalk(read, conversation),
    };
    const text = `${JSON.stringify(exported, null, 2)}\n`;
    if (options.out === undefined) {
      surroundings.stdout.write(visible(text));
      return;
    }
    const file = resolve(surroundings.cwd, options.out);
    if (existsSync(file)) throw new OperatorError(`${file} exists already`, 'name another file');
    // It is the person's own: nobody else on this machine reads it.
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    print(
      surroundings,
      `${counted(exported.messages.length, 'message')} and ${counted(exported.memories.length, 'memory', 'memories')}: ${file}`,
    );
  });
}
