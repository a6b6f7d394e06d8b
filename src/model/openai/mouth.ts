import type { Mouth } from '../speaking.js';
import { audioClient, nothingAsked, type AudioSettings } from './audio-client.js';
import { openaiFailure } from './failure.js';

/** Characters that the route takes (platform.openai.com, audio/speech). */
const mostCharacters = 4_096;

/** `/audio/speech` of any endpoint that speaks OpenAI's protocol. */
export async function createOpenAiMouth(
  settings: AudioSettings & { readonly voice: string },
): Promise<Mouth> {
  const client = await audioClient(settings);
  const { endpoint, model, clock } = settings;
  return {
    name: `${endpoint}:${model}`,
    async speak(words, { voice = settings.voice, style, signal }) {
      if (words.length > mostCharacters) {
        return { ok: false, failure: { kind: 'invalid-request', detail: 'too long to be said' } };
      }
      try {
        const answer = await client.audio.speech.create(
          // WAV is what every server makes; what goes out is made of it here, with the marks it has to carry.
          {
            model,
            voice,
            input: words,
            response_format: 'wav',
            ...(style !== undefined && { instructions: style }),
          },
          { signal },
        );
        return { ok: true, sound: new Uint8Array(await answer.arrayBuffer()) };
      } catch (error) {
        if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
        return { ok: false, failure: openaiFailure(error, nothingAsked(model), clock.now()) };
      }
    },
  };
}
