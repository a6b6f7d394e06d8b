import type { Ear } from '../hearing.js';
import { openaiFailure } from './failure.js';
import { audioClient, nothingAsked, type AudioSettings } from './audio-client.js';

/** `/audio/transcriptions` of any endpoint that speaks OpenAI's protocol. */
export async function createOpenAiEar(settings: AudioSettings): Promise<Ear> {
  const client = await audioClient(settings);
  const { toFile } = await import('openai');
  const { endpoint, model, clock } = settings;
  return {
    name: `${endpoint}:${model}`,
    readsFiles: true,
    async hear({ bytes, type }, { language, signal }) {
      try {
        // The type of a file is judged by its name; `.oga` was refused for years.
        const file = await toFile(bytes, type === 'mp4' ? 'note.mp4' : 'note.ogg');
        const { text } = await client.audio.transcriptions.create(
          // Clips of a few words come out in another language unless it is told.
          { model, file, ...(language !== null && { language }) },
          { signal },
        );
        return { ok: true, words: typeof text === 'string' ? text : '' };
      } catch (error) {
        if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
        return { ok: false, failure: openaiFailure(error, nothingAsked(model), clock.now()) };
      }
    },
  };
}
