/** The Messages API as this server reads it: only the fields that matter here, after normalising strings to blocks. */

export type CacheLife = '5m' | '1h';

export interface WireBlock {
  readonly type: string;
  readonly text?: string;
  readonly cache?: CacheLife;
  /** Of an image block. */
  readonly picture?: WirePicture;
  /** The block's own bytes, without `cache_control`: what prefix matching compares. */
  readonly rendered: string;
}

export interface WireMessage {
  readonly role: 'user' | 'assistant' | 'system';
  readonly blocks: readonly WireBlock[];
}

/** A picture as it was sent: its bytes, and what its own header says of its size. */
export interface WirePicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How a structured answer was asked for: by an output format, or by forcing one tool. */
export type StructuredWish =
  | { readonly via: 'format'; readonly schema: unknown }
  | { readonly via: 'tool'; readonly tool: string; readonly schema: unknown }
  /** In the prompt; `fenced`: as a code block. */
  | { readonly via: 'words'; readonly fenced: boolean; readonly schema: unknown };

export interface MessagesRequest {
  readonly model: string;
  readonly maxTokens: number;
  readonly stream: boolean;
  readonly tools: readonly WireBlock[];
  readonly system: readonly WireBlock[];
  readonly messages: readonly WireMessage[];
  readonly stopSequences: readonly string[];
  readonly structured?: StructuredWish;
  readonly images: number;
  /** Whether a stream ends with the usage: always in the Messages API, on request in the other. */
  readonly usageInStream: boolean;
  /** What else changes the cached prefix from the messages on (tool choice, thinking), rendered. */
  readonly messageSettings: string;
}

type WireStop = 'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use' | 'refusal';

/** What the model answers, before it is put into one of the two protocols. */
export interface Answer {
  readonly text: string;
  readonly stop: WireStop;
  readonly stopSequence?: string;
  /** Set when a tool was forced: `text` is then the tool's input as JSON. */
  readonly tool?: string;
  /** What it thought first, and where that stands: in a field of its own, or as a part of the content. */
  readonly thinking?: { readonly text: string; readonly in: 'reasoning_content' | 'reasoning' | 'parts' };
}

export interface WireUsage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
}

/** An error as both protocols can say it. `type` is Anthropic's name for it. */
export interface WireError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code?: string;
}

/** The text of the last message the person wrote, or nothing. */
export function lastUserText(request: MessagesRequest): string {
  const last = request.messages.findLast((message) => message.role === 'user');
  return last === undefined ? '' : textOf(last.blocks);
}

export function textOf(blocks: readonly WireBlock[]): string {
  return blocks.flatMap((block) => (block.text === undefined ? [] : [block.text])).join('\n');
}
