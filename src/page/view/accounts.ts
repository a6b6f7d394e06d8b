import { z } from 'zod';
import { toHealthState } from '../../account/health-state.js';
import { healthWords } from '../../account/health-words.js';
import type { RotationView } from '../../account/rotations.js';
import { acceptSessionsWithoutRun, limitOverWithoutRun } from '../../app/orders/account-orders.js';
import { askRunning } from '../../app/orders/control-socket.js';
import { rotateWithoutRun } from '../../app/orders/rotate-without-run.js';
import { whileOwning } from '../../app/orders/while-owning.js';
import { readAccountDetails } from '../../app/views/account-details.js';
import { readAccountViews } from '../../app/views/account-views.js';
import { askStatus } from '../../app/views/running.js';
import type { AccountConfig } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { SealedFiles } from '../../vault/sealed-files.js';
import type { PageParts } from '../source/page-parts.js';

export async function accountsView({ config, store, clock }: PageParts) {
  const now = clock.now();
  const views = await store.look((read) => readAccountViews(config, config.accounts, read, now));
  return { now, running: await askStatus(config.data), accounts: views.map(withMeaning) };
}

export type AccountsView = Awaited<ReturnType<typeof accountsView>>;

/** One account with its health over time, where it is signed in and how it was rotated. */
export async function accountView({ config, store, clock }: PageParts, name: string) {
  const account = accountOf({ config }, name);
  const now = clock.now();
  const running = await askStatus(config.data);
  const details = await store.look((read) => readAccountDetails(config, account, running, read, now));
  const { character } = account;
  return {
    now,
    ...withMeaning(details),
    // What @SpamBot answered is Telegram's and no person's.
    standbys: config.accounts
      .filter((other) => other.id !== account.id && other.character === character)
      .map(({ id }) => id),
  };
}

export type AccountPageView = Awaited<ReturnType<typeof accountView>>;

function withMeaning<T extends { readonly account: string; readonly state: string }>(view: T) {
  const state = toHealthState(view.state);
  return {
    ...view,
    means: state === null ? null : healthWords[state].means,
    todo: state === null ? null : healthWords[state].todo.replaceAll('<account>', view.account),
  };
}

function accountOf({ config }: Pick<PageParts, 'config'>, name: string): AccountConfig {
  const account = config.accounts.find(({ id }) => id === name);
  if (!account) throw new OperatorError(`there is no account ${name}`, 'accounts are files in accounts/');
  return account;
}

const rotation = z.object({ to: z.string().optional(), dryRun: z.boolean() });

/** Let a standby serve the people of an account; with `dryRun` only say what would follow. */
export async function rotateAccount(parts: PageParts, name: string, input: unknown): Promise<RotationView> {
  const { to, dryRun } = rotation.parse(input);
  const { id } = accountOf(parts, name);
  const wish = { from: id, dryRun, ...(to === undefined ? {} : { to }) };
  const answered = (await askRunning(parts.config.data, 'rotate', wish)) as RotationView | null;
  if (answered !== null) return answered;
  const sealed = new SealedFiles(parts.config.data);
  return whileOwning(parts, parts.config, 'kindred page', () =>
    rotateWithoutRun(parts.config, (account) => sealed.has(account), wish, parts.clock),
  );
}

export async function limitOver(parts: PageParts, name: string): Promise<{ readonly state: string }> {
  const { config, clock } = parts;
  const { id } = accountOf(parts, name);
  const answered = (await askRunning(config.data, 'limit-over', { account: id })) as { state: string } | null;
  const { state } =
    answered ??
    (await whileOwning(parts, config, 'kindred page', () => limitOverWithoutRun(config, id, clock)));
  return { state };
}

export async function acceptSessions(parts: PageParts, name: string): Promise<{ readonly accepted: number }> {
  const { config, clock } = parts;
  const { id } = accountOf(parts, name);
  const answered = (await askRunning(config.data, 'accept-sessions', { account: id })) as number | null;
  const accepted =
    answered ??
    (await whileOwning(parts, config, 'kindred page', () => acceptSessionsWithoutRun(config, id, clock)));
  return { accepted };
}
