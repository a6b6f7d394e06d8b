import type { IncomingMessage } from 'node:http';
import { Arguments, type SentFile } from './arguments.js';
import { badRequest, BotApiError } from './bot-api-error.js';
import { readMultipart } from './multipart.js';

/** The official server takes 50 MB uploads; https://core.telegram.org/bots/api#sending-files. */
const MAX_BODY = 50 << 20;

/** The four ways to call a method, together with the query: https://core.telegram.org/bots/api#making-requests. */
export async function readArguments(request: IncomingMessage, query: URLSearchParams): Promise<Arguments> {
  const values = new Map<string, string>(query);
  let files = new Map<string, SentFile>();
  const body = await readBody(request);
  const contentType = request.headers['content-type'] ?? '';
  if (body.length > 0) {
    const kind = contentType.split(';', 1)[0]?.trim().toLowerCase();
    if (kind === 'application/json') addAll(values, valuesOfJson(body.toString('utf8')));
    else if (kind === 'multipart/form-data') {
      const form = readMultipart(body, contentType);
      addAll(values, form.values);
      files = form.files;
    } else if (kind === 'application/x-www-form-urlencoded') {
      addAll(values, new URLSearchParams(body.toString('utf8')));
    } else throw badRequest('unsupported content-type');
  }
  for (const value of values.values()) {
    if (/\p{Surrogate}|�/u.test(value)) throw badRequest('strings must be encoded in UTF-8');
  }
  return new Arguments(values, files);
}

/** A JSON object as arguments: text stays as it is, null counts as not given, the rest is JSON again. */
export function valuesOfJson(text: string): Map<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badRequest('expected an Object');
  }
  return new Map(
    Object.entries(parsed).flatMap(([name, value]: [string, unknown]) =>
      value === null ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)] as const],
    ),
  );
}

function addAll(values: Map<string, string>, more: Iterable<[string, string]>): void {
  for (const [name, value] of more) values.set(name, value);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new BotApiError(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
