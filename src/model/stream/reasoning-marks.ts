/**
 * The signs by which models set their thinking apart inside the text of an answer, where a server does not do it for
 * them. From the models' templates and the issues named; not each was tried with the model itself:
 * - tags of any name for thinking, in any case: DeepSeek-R1, Qwen3, GLM (`<think>`), `<thinking>`, `<seed:think>`.
 *   Templates that end in the opening tag leave only the closing one in the answer (vllm issue 12999);
 * - `[THINK]` (Magistral), `◁think▷` (Kimi), `<|START_THINKING|>` (Cohere), `<|begin_of_thought|>` (OpenThinker),
 *   `<|channel>` and `<channel|>` (Gemma 4), `<unused94>` and `<unused95>` (MedGemma): llama.cpp, common/chat;
 * - the harmony format of gpt-oss, `<|channel|>analysis<|message|>...<|end|><|start|>assistant<|channel|>final<|message|>`,
 *   and what is left of it where a server drops special tokens: `analysis...assistantfinal...` (vllm issue 22403).
 */
const names =
  'think(?:ing)?|thoughts?|reason(?:ing)?|reflection|analysis|scratchpad|inner[_-](?:monologue|thoughts?)|internal[_-]monologue|chain[_-]of[_-]thought|cot|plan(?:ning)?';
const space = '(?:[a-z]{1,12}:)?';

/** What a mark does. */
export type MarkKind = 'open' | 'close' | 'channel' | 'start' | 'message' | 'end' | 'wrap' | 'stop';

const patterns: Readonly<Record<MarkKind, readonly string[]>> = {
  open: [
    `(?:<|＜|&lt;)\\s{0,2}${space}(?:${names})(?:\\s[^<>]{0,40})?\\s{0,2}(?:>|＞|&gt;)`,
    '\\[\\s?think(?:ing)?\\s?\\]',
    '◁\\s?think(?:ing)?\\s?▷',
    '<\\|(?:start_thinking|begin_of_th(?:ought|ink)|think(?:ing)?|start_of_thought)\\|>',
    '<\\|channel>',
    '<unused94>',
  ],
  close: [
    `(?:<|＜|&lt;)\\s{0,2}/\\s{0,2}${space}(?:${names})\\s{0,2}(?:>|＞|&gt;)`,
    '\\[\\s?/\\s?think(?:ing)?\\s?\\]',
    '◁\\s?/\\s?think(?:ing)?\\s?▷',
    '<\\|(?:end_thinking|end_of_th(?:ought|ink)|/think(?:ing)?)\\|>',
    '<channel\\|>',
    '<unused95>',
  ],
  channel: ['<\\|channel\\|>'],
  start: ['<\\|start\\|>'],
  message: ['<\\|message\\|>'],
  end: ['<\\|end\\|>'],
  /** Around the answer itself; the words inside are the answer. */
  wrap: [
    '</?(?:final_?answer|answer|final|response|reply)>',
    '<\\|(?:start|end)_(?:response|text)\\|>',
    '<\\|(?:begin|end)_of_solution\\|>',
    '<\\|im_start\\|>assistant',
  ],
  /** The model was done here; what follows is a turn that it invents. */
  stop: [
    '<\\|(?:return|im_end|eot_id|endoftext|end_of_turn|eom_id)\\|>',
    '<\\|im_start\\|>(?=[^a])',
    '<end_of_turn>',
    '</s>',
  ],
};

/** In words, where special tokens were dropped: only where the text before them has not been shown. */
const closingWords = ['assistant(?:commentary)?final(?=\\S)', '\\.\\.\\.done thinking\\.'];
/** At the very beginning of an answer only. `analysis` has no space behind it there. */
export const openingWords = ['analysis', 'Thinking...'] as const;

const all = (kinds: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(kinds)
    .map(([kind, list]) => `(?<${kind}>${list.join('|')})`)
    .join('|');

/** Longer than any mark. */
export const longestMark = 80;

/** Searches from `from`; `inWords` where what comes before is still held back. */
export function nextMark(
  text: string,
  from: number,
  inWords: boolean,
): { readonly kind: MarkKind; readonly at: number; readonly end: number } | null {
  const pattern = inWords ? withWords : plain;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (found?.groups === undefined) return null;
  const kind = kinds.find((one) => found.groups?.[one] !== undefined) ?? 'close';
  return { kind, at: found.index, end: found.index + found[0].length };
}

const kinds = Object.keys(patterns) as MarkKind[];
const plain = new RegExp(all(patterns), 'giu');
const withWords = new RegExp(`${all(patterns)}|(?<words>${closingWords.join('|')})`, 'giu');

/** Whether a text, from one of the signs a mark begins with to its end, may still become a mark. */
const unfinished =
  /^(?:[<＜](?:\s{0,2}(?:\/\s{0,2})?(?:[a-z|][^<>]{0,64}|\|im_start\|>[a-z]{0,8})?)|\[\s?\/?\s?[a-z]{0,8}\s?|◁\s?\/?\s?[a-z]{0,8}\s?|&(?:l(?:t(?:;\s{0,2}(?:\/\s{0,2})?[a-z]?[\w:\s-]{0,64}(?:&(?:gt?)?)?)?)?)?)$/iu;

/** Where the unfinished mark at the end of a text begins; the text's length where there is none. */
export function unfinishedFrom(text: string): number {
  for (let at = Math.max(0, text.length - longestMark); at < text.length; at += 1) {
    if ('<＜[◁&'.includes(text.charAt(at)) && unfinished.test(text.slice(at))) return at;
  }
  return text.length;
}
