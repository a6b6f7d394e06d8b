import { splitReply } from './bubble-stream.js';

/**
 * The words of a reply's bubbles, without how they look.
 * @param maxLength characters (Unicode code points) one message may hold
 */
export function splitIntoBubbles(text: string, maxLength: number): readonly string[] {
  return splitReply(text, { maxLength }).map((bubble) => bubble.text);
}
