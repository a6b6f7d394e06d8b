/** Text from elsewhere for a terminal: names of devices are chosen by whoever signs in, and must not move the cursor. */
export function plain(text: string): string {
  return text.replace(/\p{C}+/gu, ' ').trim();
}

/**
 * Whatever is printed, with every sign that could steer a terminal or turn its text around written out (`\\u001b`), also
 * within JSON, where it stays the same value. Line breaks and tabs are ours.
 */
export function visible(text: string): string {
  return text.replace(steering, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

const steering = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
