import { readIndexStanding } from '../../store/index/message-vector-reader.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

/** `kindred memory status`: how far messages are findable by words and by meaning; counts only. */
export async function memoryStatus(
  surroundings: Surroundings,
  options: SettingsOptions & { readonly json?: boolean },
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const standing = await withReader(config, readIndexStanding);
  if (options.json) {
    printJson(surroundings, standing);
    return;
  }
  const { messages, indexed, embedder, vectors, waiting } = standing;
  print(surroundings, `words    ${indexed} of ${messages} messages`);
  print(
    surroundings,
    embedder === null
      ? 'meaning  no embedder was set up'
      : `meaning  ${vectors} of ${vectors + waiting} messages, by ${embedder}${config.embedder === null ? ' (not set up now)' : ''}`,
  );
}
