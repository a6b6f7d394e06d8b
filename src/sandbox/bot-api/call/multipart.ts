import { badRequest } from './bot-api-error.js';
import type { SentFile } from './arguments.js';

export interface FormParts {
  readonly values: Map<string, string>;
  readonly files: Map<string, SentFile>;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** https://www.rfc-editor.org/rfc/rfc7578: each part is a value, or a file where it has a file name. */
export function readMultipart(body: Buffer, contentType: string): FormParts {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2]?.trim();
  if (mark === undefined) throw badRequest('boundary not found');
  const values = new Map<string, string>();
  const files = new Map<string, SentFile>();
  for (const part of partsBetween(body, Buffer.from(`--${mark}`))) {
    const end = part.indexOf(HEAD_END);
    if (end < 0) throw badRequest("can't parse a part of the multipart body");
    const head = part.subarray(0, end).toString('utf8');
    const content = part.subarray(end + HEAD_END.length);
    const name = /;\s*name="?([^";\r\n]*)"?/i.exec(head)?.[1];
    if (name === undefined) throw badRequest('a part of the multipart body has no name');
    const fileName = /;\s*filename="?([^";\r\n]*)"?/i.exec(head)?.[1];
    if (fileName === undefined) {
      values.set(name, content.toString('utf8'));
      continue;
    }
    const mime = /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
    files.set(name, { name: fileName, mime, bytes: Buffer.from(content) });
  }
  return { values, files };
}

/** What stands between two marks, without the line breaks around it. */
function partsBetween(body: Buffer, mark: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = body.indexOf(mark);
  while (from >= 0) {
    const start = from + mark.length;
    const next = body.indexOf(mark, start);
    if (next < 0) break;
    parts.push(body.subarray(start + 2, next - 2));
    from = next;
  }
  return parts;
}
