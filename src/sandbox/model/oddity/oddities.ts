import type { ServerResponse } from 'node:http';

import type { Clock, Milliseconds } from '../../../core/clock.js';
import { tokensOf } from '../tokens.js';
import type { Answer, MessagesRequest, WireError } from '../wire/wire.js';
import { errorBody } from './error-body.js';
import type { OddTerms } from './terms.js';
import { withThinking } from './thinking.js';

/** A refusal as it goes over the wire. */
export interface OddRefusal {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What is odd about the server now. */
export class Oddities {
  current: OddTerms = {};
  private loadedAt: Milliseconds | null = null;
  private loading: Promise<void> | null = null;
  /** Times that loading was begun: one, where whoever asks stays. */
  loads = 0;

  constructor(private readonly clock: Clock) {}

  set(terms: OddTerms): void {
    this.current = terms;
    this.loadedAt = null;
    this.loading = null;
    this.loads = 0;
  }

  /** The refusal of a parameter that stands in the body, or nothing. */
  refusal(body: unknown): OddRefusal | undefined {
    const { refuses } = this.current;
    const sent = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    const parameter = refuses?.parameters.find((name) => sent.includes(name));
    if (refuses === undefined || parameter === undefined) return undefined;
    const isValidation = refuses.shape === 'detail-list' || refuses.shape === 'plain-text';
    return { status: refuses.status ?? (isValidation ? 422 : 400), ...errorBody(refuses.shape, parameter) };
  }

  /** A refusal of the words or of the length of a talk, as an error of the API. */
  turnsDown(asked: MessagesRequest, tokens: number): WireError | undefined {
    const { refusesWords, context } = this.current;
    const said = asked.messages.flatMap(({ blocks }) => blocks.map(({ text }) => text ?? '')).join('\n');
    const word = refusesWords?.find((one) => said.toLowerCase().includes(one.toLowerCase()));
    if (word !== undefined) {
      return {
        status: 400,
        type: 'invalid_request_error',
        code: 'content_filter',
        message: 'The prompt was flagged by our content policy. Change what you asked for.',
      };
    }
    if (context?.when !== 'refuse' || tokens <= context.tokens) return undefined;
    return {
      status: 400,
      type: 'exceed_context_size_error',
      message: `request (${tokens} tokens) exceeds the available context size (${context.tokens} tokens), try increasing it`,
    };
  }

  /**
   * Waits until the model is loaded. False where the caller went away before. The first to ask has it loaded and the
   * others wait; when that one goes away loading ends, and the next begins anew.
   */
  async loaded(response: ServerResponse): Promise<boolean> {
    const { loadsFor } = this.current;
    const gone = new AbortController();
    const left = new Promise<void>((resolve) => {
      response.once('close', () => {
        gone.abort();
        resolve();
      });
    });
    while (loadsFor !== undefined && this.loadedAt === null && !gone.signal.aborted) {
      if (this.loading === null) {
        this.loads += 1;
        this.loading = this.load(loadsFor, gone.signal);
      }
      await Promise.race([this.loading, left]);
    }
    return !gone.signal.aborted;
  }

  private async load(ms: Milliseconds, gone: AbortSignal): Promise<void> {
    await this.clock.sleep(ms, gone);
    this.loading = null;
    if (!gone.aborted) this.loadedAt = this.clock.now();
  }

  /** The answer as this server's model would give it. */
  applied(asked: MessagesRequest, answer: Answer): Answer {
    const { prose, thinking, thinkingTokens = 0, endless } = this.current;
    if (endless === 'thinking') return { text: '<think> on and on', stop: 'end_turn' };
    let odd = answer;
    if (asked.structured !== undefined && prose !== undefined) {
      const isFenced = asked.structured.via === 'words' && asked.structured.fenced;
      odd =
        prose === 'unless-fenced' && isFenced
          ? { text: `Here you are:\n\`\`\`json\n${answer.text}\n\`\`\``, stop: 'end_turn' }
          : { text: 'Sure! I would say that it went well, all in all.', stop: 'end_turn' };
    }
    const room = asked.maxTokens - thinkingTokens;
    if (thinkingTokens > 0 && room <= 0) odd = { ...odd, text: '', stop: 'max_tokens' };
    else if (thinkingTokens > 0 && tokensOf(odd.text) > room)
      odd = { ...odd, text: odd.text.slice(0, 4 * room), stop: 'max_tokens' };
    return thinking === undefined ? odd : withThinking(odd, thinking.form, thinking.text ?? plainThoughts);
  }
}

const plainThoughts =
  'Okay, the user is asking something.\n\nI should answer as the character, warm and short. Let me think about what to say.';
