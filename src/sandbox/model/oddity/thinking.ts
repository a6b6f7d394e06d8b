import type { Answer } from '../wire/wire.js';
import type { ThinkingForm } from './terms.js';

/** The answer with its thinking, as it comes out of servers that part the two badly, well, or not at all. */
export function withThinking(answer: Answer, form: ThinkingForm, thoughts: string): Answer {
  const { text } = answer;
  const inText = (whole: string): Answer => ({ ...answer, text: whole });
  switch (form) {
    case 'tags':
      return inText(`<think>\n${thoughts}\n</think>\n\n${text}`);
    case 'thinking-tags':
      return inText(`<Thinking>${thoughts}</THINKING>${text}`);
    case 'closing-tag':
      return inText(`${thoughts}\n</think>\n\n${text}`);
    case 'unclosed':
      return inText(`<think>\n${thoughts}`);
    case 'channel':
      return inText(
        `<|channel|>analysis<|message|>${thoughts}<|end|><|start|>assistant<|channel|>final<|message|>${text}`,
      );
    case 'words':
      return inText(`analysis${thoughts}assistantfinal${text}`);
    case 'field':
      return { ...answer, thinking: { text: thoughts, in: 'reasoning_content' } };
    case 'other-field':
      return { ...answer, thinking: { text: thoughts, in: 'reasoning' } };
    case 'parts':
      return { ...answer, thinking: { text: thoughts, in: 'parts' } };
  }
}
