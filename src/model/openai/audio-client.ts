import type { OpenAI } from 'openai';
import type { Clock } from '../../core/clock.js';

export interface AudioSettings {
  /** The operator's name for the endpoint. */
  readonly endpoint: string;
  readonly model: string;
  /** With its version, such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly clock: Clock;
}

export async function audioClient({ baseUrl, apiKey }: AudioSettings): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    baseURL: baseUrl,
    apiKey,
    // Set, or the SDK takes them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
  });
}

/** What a failure is read with: there is no prompt in it that could be too long. */
export const nothingAsked = (model: string) => ({ model, system: [], messages: [], maxTokens: 0 });
