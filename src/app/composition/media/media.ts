import { join } from 'node:path';
import type { Config } from '../../../config/config.js';
import type { MediaSection } from '../../../config/sections/media-section.js';
import type { Secrets } from '../../../config/secrets.js';
import type { Clock } from '../../../core/clock.js';
import type { MediaSettings } from '../../../conversation/perceiving/media-settings.js';
import type { ProgramMedia } from './program-media.js';
import { SealedFiles } from '../../../media/keep/sealed-files.js';
import { createMediaWorker } from '../../../media/worker/worker.js';
import type { Ear } from '../../../model/hearing.js';
import { createCommandEar } from '../../../model/local/command-ear.js';
import { createCommandMouth } from '../../../model/local/command-mouth.js';
import type { AudioSettings } from '../../../model/openai/audio-client.js';
import { createOpenAiEar } from '../../../model/openai/ear.js';
import { createOpenAiMouth } from '../../../model/openai/mouth.js';
import type { Mouth } from '../../../model/speaking.js';
import type { ModelReference } from '../../../config/kindred-file.js';
import type { Sight } from '../../../model/sight.js';

export interface MediaBuild {
  readonly config: Config;
  /** Asked each time: how much is opened may change while the program runs. */
  readonly live: { readonly config: Config };
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly sight: Sight;
  /** Nothing is opened before the person has agreed. */
  readonly asksFirst: boolean;
}

/** What opens files of people, and what makes something of them. */
export async function buildMedia({
  config,
  live,
  secrets,
  clock,
  sight,
  asksFirst,
}: MediaBuild): Promise<ProgramMedia> {
  return {
    files: new SealedFiles(join(config.data, 'media')),
    worker: createMediaWorker(clock),
    sight,
    ear: await buildEar(config, secrets, clock),
    mouth: await buildMouth(config, secrets, clock),
    charactersFolder: config.charactersFolder,
    get settings() {
      return mediaSettings(live.config.media, asksFirst);
    },
  };
}

const dayMs = 86_400_000;

function mediaSettings(section: MediaSection, asksFirst: boolean): MediaSettings {
  return {
    see: section.see,
    hear: section.hear,
    picturesADay: section.picturesPerDay,
    notesADay: section.notesPerDay,
    secondsADay: section.minutesPerDay * 60,
    textsADay: section.textsPerDay,
    keptFor: section.keepDays === null ? null : section.keepDays * dayMs,
    mostKept: section.mostMegabytes * 1_000_000,
    asksFirst,
  };
}

async function buildEar(config: Config, secrets: Secrets, clock: Clock): Promise<Ear | null> {
  const { ear } = config.models;
  if (ear === null) return null;
  if ('command' in ear) return createCommandEar(ear.command);
  return createOpenAiEar(audioSettings(config, secrets, clock, ear));
}

async function buildMouth(config: Config, secrets: Secrets, clock: Clock): Promise<Mouth | null> {
  const { mouth } = config.models;
  if (mouth === null) return null;
  if ('command' in mouth) return createCommandMouth(mouth.command);
  return createOpenAiMouth({ ...audioSettings(config, secrets, clock, mouth), voice: mouth.voice });
}

function audioSettings(
  { models }: Config,
  secrets: Secrets,
  clock: Clock,
  { provider: endpoint, model }: ModelReference,
): AudioSettings {
  const baseUrl = models.endpoints[endpoint]?.baseUrl;
  if (baseUrl === undefined)
    throw new Error(`models.endpoints.${endpoint} passed the checks and is not there`);
  const apiKey = secrets.modelKey(endpoint)?.reveal() ?? 'none';
  return { endpoint, model, baseUrl, apiKey, clock };
}
