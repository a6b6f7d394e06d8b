import type { ModelProvider } from '../../src/model/contract.js';
import type { ModelFault } from '../../src/sandbox/model/faults.js';
import { startModelServer } from '../../src/sandbox/model/server.js';
import type { ModelServer } from '../../src/sandbox/model/server.js';
import { ManualClock } from '../support/manual-clock.js';
import type { ModelHarness, Phenomenon } from './model.js';

const deadlines = { firstByte: 20_000, betweenBytes: 15_000 };

/** A real adapter against the sandbox's model server, over real sockets. */
export async function httpHarness(
  create: (parts: {
    baseUrl: string;
    clock: ManualClock;
    deadlines: typeof deadlines;
  }) => Promise<ModelProvider>,
): Promise<ModelHarness & Pick<ModelServer, 'setLatency' | 'calls'>> {
  const clock = new ManualClock();
  const server = await startModelServer({ clock });
  const provider = await create({ baseUrl: server.baseUrl, clock, deadlines });
  return {
    provider,
    clock,
    deadlines,
    asked: () => server.calls.count,
    next: (phenomenon) => {
      const { text, fault } = asServerDoes(phenomenon);
      server.setChunkBytes(phenomenon.kind === 'text' ? (phenomenon.chunkBytes ?? null) : null);
      if (phenomenon.kind === 'json') server.script({ json: phenomenon.value });
      else if (text !== '') server.script(text);
      if (fault !== undefined) server.faults.add(fault);
    },
    setLatency: server.setLatency,
    calls: server.calls,
    close: () => server.close(),
  };
}

function asServerDoes(phenomenon: Phenomenon): { text: string; fault?: ModelFault } {
  const text = 'text' in phenomenon ? phenomenon.text : '';
  switch (phenomenon.kind) {
    case 'text':
    case 'json':
      return { text };
    case 'cut':
    case 'stall':
      return { text, fault: { kind: phenomenon.kind, when: phenomenon.when } };
    case 'error-in-stream':
      return { text, fault: { kind: 'stream-error', type: 'overloaded_error' } };
    case 'length':
      return { text, fault: { kind: 'length' } };
    default:
      return { text, fault: phenomenon };
  }
}
