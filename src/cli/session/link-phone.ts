import { signInEvolution } from '../../channel/whatsapp/evolution/sign-in.js';
import { signInGreen } from '../../channel/whatsapp/green/sign-in.js';
import type { ChannelResult, SelfInfo } from '../../channel/contract.js';
import type { EvolutionAccountConfig, GreenAccountConfig } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { peerId, type AccountId } from '../../core/ids.js';
import { systemClock } from '../../lib/system-clock.js';
import { qrModulesIn, type QrModules } from '../terminal/qr-picture.js';
import { QrScreen } from '../terminal/qr-screen.js';
import type { Surroundings } from '../terminal/surroundings.js';

/** A service that links to a phone as one of its devices. */
export interface PhoneLink {
  /** As it is named to people. */
  readonly service: string;
  state(): Promise<
    ChannelResult<{ readonly isLinked: boolean; readonly number: string; readonly name: string }>
  >;
  /** What the phone has to scan now: a text, or the squares themselves; null where there is nothing to scan. */
  code(): Promise<ChannelResult<string | QrModules | null>>;
  close(): void;
}

/** WhatsApp makes a code void after some 20 seconds; services give the next one when they are asked again. */
const redrawMs = 15_000;
const lookMs = 2_000;
/** Whoever has not scanned it by then is not there. */
const patienceMs = 180_000;

export function openLink(account: GreenAccountConfig | EvolutionAccountConfig, token: string): PhoneLink {
  const clock = systemClock();
  if (account.channel === 'whatsapp-green') {
    const line = signInGreen({ apiUrl: account.apiUrl, instance: account.instance, token, clock });
    return {
      service: 'Green API',
      close: () => line.close(),
      async state() {
        const found = await line.state();
        if (!found.ok) return found;
        const { state, number } = found.value;
        return { ok: true, value: { isLinked: state === 'authorized', number, name: '' } };
      },
      async code() {
        const found = await line.picture();
        if (!found.ok || found.value === null) return found.ok ? { ok: true, value: null } : found;
        return { ok: true, value: qrModulesIn(found.value) };
      },
    };
  }
  const line = signInEvolution({ server: account.server, instance: account.instance, token, clock });
  return {
    service: 'the server of Evolution API',
    close: () => line.close(),
    async state() {
      const found = await line.state();
      if (!found.ok) return found;
      const { state, number, name } = found.value;
      return { ok: true, value: { isLinked: state === 'open', number, name } };
    },
    code: () => line.code(),
  };
}

/** Who the phone is; where it is not linked yet its code is drawn until it was scanned, or nobody did. */
export async function linkPhone(
  { stderr, stop }: Pick<Surroundings, 'stderr' | 'stop'>,
  account: AccountId,
  link: PhoneLink,
): Promise<ChannelResult<SelfInfo>> {
  const clock = systemClock();
  const screen = new QrScreen(stderr, [
    `Scan this with WhatsApp on the phone of ${account}:`,
    'Settings > Linked devices > Link a device',
  ]);
  const until = clock.steady() + patienceMs;
  let drawAt = 0;
  try {
    for (;;) {
      const found = await link.state();
      if (!found.ok) return found;
      const { isLinked, number, name } = found.value;
      if (isLinked) return { ok: true, value: { peer: peerId(number === '' ? account : number), name } };
      if (stop.aborted || clock.steady() > until) {
        throw new OperatorError(`${account} is not signed in: nobody scanned the code`, 'run it again');
      }
      if (clock.steady() >= drawAt) {
        const code = await link.code();
        if (!code.ok) return code;
        if (typeof code.value === 'string') screen.show(code.value);
        else if (code.value !== null) screen.showModules(code.value);
        drawAt = clock.steady() + redrawMs;
      }
      await clock.sleep(lookMs, stop);
    }
  } finally {
    screen.clear();
  }
}
