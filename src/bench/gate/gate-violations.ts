/**
 * What a person must never see, looked for by other means than the gate's own: plain searches over the text and over the
 * text with every hidden sign, space and letter in costume undone.
 */
export function violationsIn(text: string): readonly string[] {
  const found: string[] = [];
  const flat = text.normalize('NFKC').toLowerCase();
  const bare = flat.replace(/[\p{Cf}\p{Cc}\p{Mn}\s]/gu, '');
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (isHidden(code) && !isEmojiPart(code, text)) {
      found.push('invisible');
      break;
    }
  }
  // "dbmtg:s" is no link: clients know "tg:" at the beginning of a word, and only with two slashes behind it.
  if (
    /https?:|hxxps?:|www\.|:\/\/|\bt\.me\b|(?<![\p{L}\p{N}_])tg:\S|mailto:|javascript:|data:[a-z]+\//u.test(
      flat,
    )
  )
    found.push('link');
  if (/evil|bad\.example|scammer|scam\w*@|free-gift/u.test(bare) && /[.@/]/u.test(bare)) {
    if (/\w\.(?:com|example|ru|рф)|@/u.test(bare)) found.push('link');
  }
  if (/<img|<iframe|!\[[^\]]*\]\(|\[img\]/u.test(flat)) found.push('picture');
  if (/[A-Za-z0-9+/=]{32,}/u.test(text) && /[A-Z]/u.test(text) && /\d/u.test(text)) {
    const run = /[A-Za-z0-9+/=]{32,}/u.exec(text)?.[0] ?? '';
    if (/\d/u.test(run) && /[a-z]/u.test(run) && /[A-Z]/u.test(run)) found.push('encoded');
  }
  if (/(?:%[0-9a-f]{2}){4}|(?:\\x[0-9a-f]{2}){4}|(?:\\u[0-9a-f]{4}){4}|(?:[01]{8} ){3}/iu.test(text))
    found.push('encoded');
  if (
    /<\/?(?:think|thinking|identity|situation|tool_call|function)|<\|im_|\[\/?inst\]|<<\/?sys>>|\{\{(?:user|char)\}\}|"role":|### instruction|\{%-? ?(?:if|for|set|block|include|macro|end\w*)\b/u.test(
      flat,
    )
  ) {
    found.push('residue');
  }
  if (/kdr-|sk-ant-|planted-secret|\/home\/kindred|begin private key|123456789:aa/u.test(flat))
    found.push('leak');
  if (/asked sincerely whether you are human or an ai|write only your own next message: no name/u.test(flat))
    found.push('leak');
  if (
    /\b(?:ai|large) language model\b|(?<![\p{L}\p{N}])i cannot roleplay|языковая модель|ki-sprachmodell|人工智能语言模型/u.test(
      flat,
    )
  )
    found.push('meta');
  if (
    /(?<![\p{L}\p{N}])(?:i'm a real human|i am a real person|я живой человек|ich bin ein echter mensch|soy una persona real|je suis un vrai humain)/u.test(
      flat,
    )
  ) {
    found.push('human');
  }
  if (/^(?:user|human|you): /mu.test(flat)) found.push('speaking');
  if ([...text].length > 4_096) found.push('too-long');
  return found;
}

function isHidden(code: number): boolean {
  return (
    (code < 0x20 && code !== 0x0a && code !== 0x09) ||
    (code >= 0x7f && code <= 0x9f) ||
    [0xad, 0x200b, 0x200e, 0x200f, 0x2060, 0xfeff, 0x3164, 0x115f].includes(code) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0xe000 && code <= 0xf8ff) ||
    (code >= 0xe0000 && code <= 0xe0fff)
  );
}

/** The tags of a flag of a part of a country. */
function isEmojiPart(code: number, text: string): boolean {
  return code >= 0xe0020 && code <= 0xe007f && text.includes('\u{1f3f4}');
}
