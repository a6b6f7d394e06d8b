import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/core/clock.js';
import { startReceiver, type Hook, type Receiver } from '../../src/channel/receiver/receiver.js';
import { systemClock } from '../../src/lib/system-clock.js';
import type { CloudNumber } from '../../src/sandbox/whatsapp/cloud/number.js';
import { startCloudServer, type CloudServer } from '../../src/sandbox/whatsapp/cloud/server.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';

/** A Cloud API with numbers made on demand, and a receiver that they post to. */
export class CloudBed {
  private made = 0;

  private constructor(
    readonly world: WhatsAppWorld,
    readonly server: CloudServer,
    readonly receiver: Receiver,
    private readonly hooks: Hook[],
  ) {}

  static async open(clock: Clock = systemClock()): Promise<CloudBed> {
    const world = new WhatsAppWorld(clock, randomBytes(8).toString('hex'));
    const fail = (error: unknown): never => {
      throw error;
    };
    const server = await startCloudServer({ world, onError: fail, firstRetryMs: 20 });
    const hooks: Hook[] = [];
    const receiver = await startReceiver({ hooks, host: '127.0.0.1', port: 0, onError: fail });
    return new CloudBed(world, server, receiver, hooks);
  }

  /** A number with a token, nowhere posted to yet. */
  number(): CloudNumber {
    this.made += 1;
    return this.server.addNumber({
      phoneNumberId: String(106_540_352_242_000 + this.made),
      line: String(15_550_783_000 + this.made),
      name: 'Luna',
      token: `EAAG-token-${this.made}`,
      appSecret: `app secret ${this.made}`,
    });
  }

  /** From now on what happens to the number is posted here. */
  async hook(number: CloudNumber, hook: Hook, verifyToken: string): Promise<void> {
    this.hooks.push(hook);
    if (!(await this.server.setHook(number, this.url(hook.path), verifyToken))) {
      throw new Error('the challenge was not echoed');
    }
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.receiver.port}${path}`;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.receiver.close();
  }
}
