/**
 * What a picture costs: a token for every 28 by 28 pixels (platform.claude.com/docs/en/build-with-claude/vision, read
 * 2026-11-30). Ours are never so large that a service makes them smaller first.
 */
export function imageTokens({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.ceil(width / 28) * Math.ceil(height / 28);
}
