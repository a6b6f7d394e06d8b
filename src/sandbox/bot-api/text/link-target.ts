/**
 * The address a link leads to, in the form the server gives back; undefined where it would drop the link. `tg:` and
 * `mailto:` addresses stay as they are, hosts need a dot or to be an address of the tg scheme.
 */
export function linkTarget(text: string): string | undefined {
  const wish = text.trim();
  if (/^(tg|tonsite|mailto|tel):/i.test(wish)) return wish;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(wish) ? wish : `http://${wish}`;
  if (!/^https?:\/\//i.test(full)) return undefined;
  try {
    const url = new URL(full);
    if (!url.hostname.includes('.') || /[\s]/.test(wish)) return undefined;
    const address = full.replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase());
    return /^https?:\/\/[^/?#]+$/i.test(address) ? `${address}/` : address;
  } catch {
    return undefined;
  }
}
