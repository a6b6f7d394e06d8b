import { streamLimits } from './stream-limits.js';

/** A server that does not stream sends one JSON object; it becomes a stream of one event. Longer than it can be, it is cut. */
export async function wholeAsStream(response: Response): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) return response;
  const parts: Uint8Array[] = [];
  let size = 0;
  const body = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (;;) {
    const chunk = await body?.read();
    if (chunk === undefined || chunk.done) break;
    size += chunk.value.length;
    if (size > streamLimits.mostWholeBytes) {
      await body?.cancel();
      break;
    }
    parts.push(chunk.value);
  }
  const oneLine = Buffer.concat(parts)
    .toString('utf8')
    .replace(/[\r\n]+/gu, ' ');
  return new Response(`data: ${oneLine}\n\n`);
}
