import { z } from 'zod';
import { behaviourNames } from '../model/voice/hostile-lines.js';
import { oddTerms } from '../model/oddity/terms.js';
import type { ModelServer } from '../model/server.js';
import { queryNumber, parse } from './input.js';
import type { Route } from './http.js';

const retryAfter = z.union([z.number().min(0), z.string()]).optional();
const when = z.enum(['before', 'mid']);
const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rate-limit'), retryAfter, retryAfterMs: z.number().min(0).optional() }),
  z.strictObject({ kind: z.literal('overloaded'), status: z.number().int().optional(), retryAfter }),
  z.strictObject({ kind: z.literal('server-error'), status: z.number().int().optional() }),
  z.strictObject({ kind: z.literal('unauthorized') }),
  z.strictObject({ kind: z.literal('spend-limit') }),
  z.strictObject({ kind: z.literal('invalid-request'), message: z.string().optional() }),
  z.strictObject({ kind: z.literal('stall'), when }),
  z.strictObject({ kind: z.literal('cut'), when }),
  z.strictObject({ kind: z.literal('garbage'), shape: z.enum(['json', 'sse', 'html']) }),
  z.strictObject({ kind: z.literal('stream-error'), type: z.string().optional() }),
  z.strictObject({ kind: z.literal('refusal') }),
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('length') }),
]);
const plantedFault = z.strictObject({
  fault,
  count: z.number().int().min(1).optional(),
  model: z.string().optional(),
  after: z.number().int().min(0).optional(),
});
const line = z.union([
  z.string(),
  z.strictObject({ text: z.string(), stop: z.enum(['end_turn', 'max_tokens', 'refusal']).optional() }),
  z.strictObject({ json: z.unknown() }),
]);
const lines = z.strictObject({ lines: z.array(line).min(1) });
const matchedLine = z.strictObject({
  matcher: z.strictObject({
    model: z.string().optional(),
    userIncludes: z.string().optional(),
    systemIncludes: z.string().optional(),
    structured: z.boolean().optional(),
  }),
  line,
  count: z.number().int().min(1).optional(),
});
const behaviour = z.strictObject({
  behaviour: z.enum(behaviourNames),
  stubborn: z.boolean().default(false),
});
const latency = z.strictObject({
  firstToken: z.number().min(0).max(600_000).optional(),
  perToken: z.number().min(0).max(60_000).optional(),
});
const chunks = z.strictObject({ size: z.number().int().min(1).nullable() });

/** What the model server says and how it fails. */
export function modelRoutes({ control }: Pick<ModelServer, 'control'>): readonly Route[] {
  return [
    { at: 'POST /model/script', handle: ({ body }) => control.script(parse(lines, body)) },
    { at: 'POST /model/rules', handle: ({ body }) => control.scriptWhen(parse(matchedLine, body)) },
    { at: 'DELETE /model/script', handle: () => control.clearScript() },
    { at: 'GET /model/behaviour', handle: () => control.behaviour() },
    { at: 'POST /model/behaviour', handle: ({ body }) => control.misbehave(parse(behaviour, body)) },
    { at: 'DELETE /model/behaviour', handle: () => control.misbehave(null) },
    { at: 'GET /model/odd', handle: () => control.odd() },
    { at: 'POST /model/odd', handle: ({ body }) => control.setOdd(parse(oddTerms, body)) },
    { at: 'DELETE /model/odd', handle: () => control.setOdd({}) },
    { at: 'GET /model/faults', handle: () => control.faults() },
    { at: 'POST /model/faults', handle: ({ body }) => control.addFault(parse(plantedFault, body)) },
    { at: 'DELETE /model/faults', handle: () => control.clearFaults() },
    { at: 'POST /model/latency', handle: ({ body }) => control.setLatency(parse(latency, body)) },
    { at: 'POST /model/chunks', handle: ({ body }) => control.setChunkBytes(parse(chunks, body)) },
    {
      at: 'GET /model/calls',
      handle: ({ query }) => {
        const last = queryNumber(query, 'last');
        return control.calls(last === undefined ? {} : { last });
      },
    },
    { at: 'DELETE /model/calls', handle: () => control.clearCalls() },
    { at: 'GET /model/usage', handle: () => control.usage() },
    { at: 'DELETE /model/cache', handle: () => control.clearCache() },
  ];
}
