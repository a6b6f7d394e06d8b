import { isRecord, textIn } from '../../../lib/json-fields.js';
import type { ChannelResult } from '../../contract.js';
import { createEvolutionClient } from './evolution-client.js';
import { setEvolutionHook, type EvolutionSignIn } from './sign-in.js';

/** Where a server of Evolution API posts what happens to one instance. `kindred run` sets it, too. */
export function evolutionHookAddress({
  server,
  instance,
  token,
  secret,
  clock,
}: EvolutionSignIn & { readonly secret: string }) {
  const client = createEvolutionClient(server, instance, token, clock);
  return {
    async read(): Promise<ChannelResult<string | null>> {
      const answer = await client.call('webhook/find');
      if (!answer.ok) return answer;
      const hook = isRecord(answer.value) ? answer.value : {};
      return { ok: true, value: hook['enabled'] === true ? (textIn(hook, 'url') ?? null) : null };
    },
    set: (url: string) => setEvolutionHook(client, url, secret),
    remove: () => client.call('webhook/set', { body: { webhook: { enabled: false, url: '', events: [] } } }),
    close: () => client.close(),
  };
}
