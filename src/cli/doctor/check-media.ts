import type { Config } from '../../config/config.js';
import { look, ok, type Finding } from './finding.js';

/** What is opened of what people send, what is not, and the one command or line that adds it. */
export function checkMedia(config: Config): readonly Finding[] {
  return [pictures(config), voices(config), hearing(config), speaking(config)];
}

function pictures({ media, models }: Config): Finding {
  if (!media.see) return ok('pictures', 'not looked at (media.see in kindred.yaml is false)');
  if (!isInstalled('sharp')) {
    return look(
      'pictures',
      'not looked at: what makes them small and clean is not installed',
      'npm install sharp',
    );
  }
  const [eye] = models.roles.eye;
  return ok(
    'pictures',
    `looked at, and put into words by ${eye === undefined ? 'nobody' : `${eye.provider}:${eye.model}`}`,
  );
}

function voices({ models: { ear, mouth } }: Config): Finding {
  if (isInstalled('opusscript')) return ok('sound', 'voice messages can be opened and made');
  if (mouth === null && ear === null) return ok('sound', 'voice messages are neither opened nor made');
  if (mouth === null && ear !== null && !('command' in ear))
    return ok('sound', 'voice messages are handed to the endpoint as they are');
  return look(
    'sound',
    'voice messages are not opened for programs of this machine, and none are made: their codec is not installed',
    'npm install opusscript',
  );
}

function hearing({ media, models: { ear } }: Config): Finding {
  if (!media.hear)
    return ok('ear', 'voice messages are not listened to (media.hear in kindred.yaml is false)');
  if (ear !== null) return ok('ear', `voice messages are put into words by ${nameOf(ear)}`);
  return look(
    'ear',
    'voice messages are not listened to; the character says so',
    'name an endpoint or a program under models.roles.ear (docs/media.md)',
  );
}

function speaking({ models: { mouth } }: Config): Finding {
  if (mouth !== null) return ok('mouth', `voice messages are spoken by ${nameOf(mouth)}`);
  return ok('mouth', 'the character only writes (models.roles.mouth in kindred.yaml gives it a voice)');
}

function nameOf(choice: NonNullable<Config['models']['ear']>): string {
  return 'command' in choice ? (choice.command[0] ?? '') : `${choice.provider}:${choice.model}`;
}

function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== '';
  } catch {
    return false;
  }
}
