import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startControlServer } from '../../src/sandbox/control/server.js';
import type { ControlServer } from '../../src/sandbox/control/http.js';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import type { Person } from '../../src/sandbox/people/people.js';
import { privateKeyPem } from '../support/server-key.js';
import { gramjsClient, gramjsSignIn, type GramjsClient } from './gramjs-client.js';

export interface Account {
  readonly at: GramjsClient;
  readonly id: number;
  readonly phone: string;
  readonly name: string;
}

/** One sandbox with its control interface, and unmodified GramJS clients in it: shared by the tests of a file. */
export class LifeBed {
  sandbox!: TelegramSandbox;
  private control!: ControlServer;
  private readonly folder = mkdtempSync(join(tmpdir(), 'life-'));
  private clients: GramjsClient[] = [];
  private count = 0;

  async start(): Promise<void> {
    this.sandbox = await startTelegramSandbox({ folder: this.folder, privateKeyPem });
    this.control = await startControlServer({ telegram: this.sandbox });
  }

  /** Stops and starts the sandbox on the same folder, on another port. */
  async restart(): Promise<void> {
    await this.leave();
    await this.control.close();
    await this.sandbox.close();
    await this.start();
  }

  /** Ends the clients of a test. */
  async leave(): Promise<void> {
    for (const { client } of this.clients) await client.destroy();
    this.clients = [];
  }

  async stop(): Promise<void> {
    await this.leave();
    await this.control.close();
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  client(saved = ''): GramjsClient {
    const made = gramjsClient(this.sandbox, saved);
    this.clients.push(made);
    return made;
  }

  /** A user who signed in through a client. */
  async account(password?: string): Promise<Account> {
    this.count += 1;
    const phone = `+1555000${1000 + this.count}`;
    const name = `account_${this.count}`;
    const { id } = await this.sandbox.people.create({
      phone,
      firstName: name,
      username: name,
      ...(password === undefined ? {} : { password }),
    });
    const at = this.client();
    await gramjsSignIn(at, { phone, ...(password === undefined ? {} : { password }) });
    return { at, id, phone, name };
  }

  /** A user without a client. */
  async person(): Promise<{ id: number; name: string; phone: string; me: Person }> {
    this.count += 1;
    const phone = `+1555000${1000 + this.count}`;
    const name = `person_${this.count}`;
    const { id } = await this.sandbox.people.create({ firstName: name, username: name, phone });
    return { id, name, phone, me: this.sandbox.people.person(id) };
  }

  /** Asks the control interface for something it must grant. */
  async ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const { status, value } = await this.tell(method, path, body);
    expect(value).not.toHaveProperty('error');
    expect(status).toBe(200);
    return value;
  }

  async tell(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; value: Record<string, unknown> }> {
    const response = await fetch(`${this.control.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, value: (await response.json()) as Record<string, unknown> };
  }
}

/** `400 TYPE` of the error this call must give. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason as { code?: number; errorMessage?: string },
  );
  return `${error?.code ?? ''} ${error?.errorMessage ?? 'no failure'}`;
}
