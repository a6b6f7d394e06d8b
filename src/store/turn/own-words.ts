/**
 * The words behind the AI disclosure that the first message to a person begins with: it is one paragraph, and a blank
 * line ends it.
 */
export function withoutOpening(text: string): string {
  const end = text.indexOf('\n\n');
  return end === -1 ? text : text.slice(end + 2);
}
