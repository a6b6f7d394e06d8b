import { containsSection } from '../../core/prompt-section.js';
import { pass, reject, repair, type Check } from '../check.js';
import { saysSomething } from '../sentences.js';

const reason = 'it contained parts of the instructions';
const thought =
  '(?:think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad|inner_monologue|plan)';
/** Whole stretches of reasoning, with what is in them. A missing beginning or end takes what lies on its side. */
const thinking = [
  new RegExp(`<${thought}>[\\s\\S]*?</${thought}>`, 'giu'),
  new RegExp(`\\[${thought}\\][\\s\\S]*?\\[/${thought}\\]`, 'giu'),
  new RegExp(`^[\\s\\S]*</${thought}>`, 'iu'),
  /<\|channel\|>analysis[\s\S]*?(?:<\|end\|>|<\|start\|>)/giu,
  /◁think▷[\s\S]*?◁\/think▷/gu,
];
/** Signs around a reply that were meant for a machine; the reply itself is good. */
const wrapping = [
  /^```(?:json|text|markdown|txt)?[ \t]*\n?([\s\S]*?)\n?```$/iu,
  /^(?:<\|?(?:assistant|im_start)\|?>\s*(?:assistant)?)\s*/iu,
  /(?:<\|(?:im_end|endoftext|eot_id|end|end_of_turn)\|>|<\/s>|<end_of_turn>|\[\/?INST\])\s*$/iu,
];
/** "Here is my reply:", "Final answer:" and the like, in front of it. */
const label =
  /^\s*(?:\*\*)?(?:(?:final |revised |new |rewritten |my |the )?(?:answer|reply|response|message|draft|output|text)|here(?:'s| is) (?:my|the|a) (?:\w+ )?(?:reply|response|message|answer|draft)(?: as [^:\n]{1,40})?|ответ|сообщение|antwort|nachricht|respuesta|réponse|risposta|resposta|відповідь|回复|答复)(?:\*\*)?\s*[:：](?:\*\*)?\s+/iu;
/** What has no place in a message and leaves nothing to save. */
const residue =
  /<\/?(?:think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad|system|assistant|user|human|instructions?|prompt|context|memory|tool_call|tool|function|invoke|answer|response|reply|output|draft|s)\b[^<>]{0,80}>|<\|[a-z_]{1,30}\|>|<<\/?SYS>>|\[\/?(?:INST|SYS|SYSTEM|think|reasoning|tool_call|assistant|user)\]|\{\{[^{}]{1,40}\}\}|\{%[^%]{1,80}%\}|\$\{[a-z_.]{1,40}\}|◁\/?think▷|^\s*#{2,4}\s*(?:instruction|response|input|system|assistant|user|human)\b|###\s*(?:instruction|response|input|system|assistant|user|human)\s*:|"(?:role|content|reply|message|text|response|answer|reasoning|tool|name|arguments|function|thought)"\s*:\s*["[{]|<function=|\bYour draft was not sent\b|\b(?:undefined|NaN)\s*$|\[object \w{1,20}\]/imu;

/** The prompt's own sections, reasoning, or a template's remains in the answer. */
export const promptResidueCheck: Check = {
  name: 'prompt-residue',
  judge(text) {
    const bare = stripped(text);
    if (residue.test(bare) || containsSection(bare)) return reject(reason, 'never');
    if (bare === text.trim()) return pass;
    return saysSomething(bare) ? repair(bare, 'residue') : reject(reason, 'never');
  },
};

function stripped(text: string): string {
  let bare = text.trim();
  for (const pattern of thinking) bare = bare.replace(pattern, '').trim();
  for (const pattern of wrapping) {
    bare = bare.replace(pattern, (_, ...found) => (typeof found[0] === 'string' ? found[0] : '')).trim();
  }
  return spokenPart(bare).replace(label, '').trim();
}

/** The one string that matters, of an answer that came as a JSON object. */
function spokenPart(text: string): string {
  if (!text.startsWith('{') || !text.endsWith('}')) return text;
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
    for (const key of ['reply', 'message', 'text', 'response', 'answer', 'content']) {
      if (typeof value[key] === 'string') return value[key];
    }
    return text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
