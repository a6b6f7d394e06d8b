/** Text from elsewhere for a terminal: names of devices are chosen by whoever signs in, and must not move the cursor. */
export function plain(text: string): string {
  return text.replace(/\p{C}+/gu, ' ').trim();
}
