import type { ErrorShape } from './terms.js';

/**
 * The bodies with which servers refuse a parameter, in the shapes that their users report; the servers named are examples,
 * and their newer versions may differ: `openai` (OpenAI, OpenRouter), `detail-list` (FastAPI:
 * Mistral, LiteLLM, TGI), `detail-text` (FastAPI's HTTPException), `string` (LM Studio, Ollama's own routes), `list`
 * (Gemini), `flat` (vLLM before 0.10), `nested` (a proxy that puts the upstream's JSON into its message), `plain-text`
 * (DeepSeek's 422), `nothing` (a bare status).
 */
export function errorBody(
  shape: ErrorShape,
  parameter: string,
): { readonly type: string; readonly body: string } {
  const json = (value: unknown): { type: string; body: string } => ({
    type: 'application/json',
    body: JSON.stringify(value),
  });
  const message = `Unsupported parameter: '${parameter}' is not supported with this model.`;
  const detail = [
    {
      type: 'extra_forbidden',
      loc: ['body', parameter],
      msg: 'Extra inputs are not permitted',
      input: 'what was sent',
    },
  ];
  switch (shape) {
    case 'openai':
      return json({
        error: { message, type: 'invalid_request_error', param: parameter, code: 'unsupported_parameter' },
      });
    case 'detail-list':
      return json({ detail });
    case 'detail-text':
      return json({ detail: message });
    case 'string':
      return json({ error: message });
    case 'list':
      return json([
        {
          error: {
            code: 400,
            message: `Invalid JSON payload received. Unknown name "${parameter}": Cannot find field.`,
            status: 'INVALID_ARGUMENT',
          },
        },
      ]);
    case 'flat':
      return json({ object: 'error', message, type: 'BadRequestError', param: null, code: 400 });
    case 'nested':
      return json({
        object: 'error',
        message: JSON.stringify({ detail }),
        type: 'internal_error_proxy',
        param: null,
        code: '1000',
      });
    case 'plain-text':
      return {
        type: 'text/plain',
        body: `Failed to deserialize the JSON body into the target type: ${parameter}: unknown field at line 1 column 80`,
      };
    case 'nothing':
      return { type: 'text/plain', body: '' };
  }
}
