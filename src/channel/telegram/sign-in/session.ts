import { StringSession } from 'telegram/sessions/index.js';
import { OperatorError } from '../../../core/failure.js';

/** The library writes the port as a signed 16-bit number, and ignores it when it connects (TELEGRAM 11). */
const WRITTEN_PORT = 443;
/** 2048 bits, as the key exchange makes them. */
const keyBytes = 256;

/**
 * The library's session string and nothing else: its own table of users grows by a row per sighting, is searched
 * linearly, and never refreshes an access hash (TELEGRAM 1.2), so it is switched off and our peer table used instead.
 */
export class LeanSession extends StringSession {
  private saved: string;

  constructor(
    session: string,
    private readonly onChange?: (session: string) => void,
  ) {
    super(session);
    this.saved = session;
  }

  override setDC(dcId: number, serverAddress: string, _port: number): void {
    super.setDC(dcId, serverAddress, WRITTEN_PORT);
  }

  /** The account as a string: whoever holds it is signed in. Empty without a key. */
  override save(): string {
    const session = super.save();
    // Between two data centres there is no key for a moment; an empty string must not replace a good one.
    if (session !== '' && session !== this.saved) {
      this.saved = session;
      this.onChange?.(session);
    }
    return session;
  }

  override processEntities(): void {
    return;
  }

  override getEntityRowsByPhone(): never[] | undefined {
    return undefined;
  }

  override getEntityRowsByUsername(): never[] | undefined {
    return undefined;
  }

  override getEntityRowsByName(): never[] | undefined {
    return undefined;
  }

  override getEntityRowsById(): never[] | undefined {
    return undefined;
  }

  override getInputEntity(): never {
    throw new Error('peers are addressed from our own table, never by the library');
  }
}

/** Whether a text is a session string with a whole key in it. */
export async function isSessionString(text: string): Promise<boolean> {
  try {
    const session = new LeanSession(text);
    await session.load();
    return session.authKey?.getKey()?.length === keyBytes;
  } catch {
    return false;
  }
}

/** Throws an OperatorError without quoting the string, which is a secret. */
export function openSession(session: string, onChange?: (session: string) => void): LeanSession {
  try {
    return new LeanSession(session, onChange);
  } catch {
    throw new OperatorError('the stored Telegram session is damaged', 'sign in again with `kindred login`');
  }
}
