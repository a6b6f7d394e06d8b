import { Logger } from 'telegram';
import { LogLevel } from 'telegram/extensions/Logger.js';
import type { ChannelLogger } from './options.js';

/**
 * Stands between the library and our log. The library's lines carry undecoded message bytes, and it writes errors to
 * the console itself whenever its logger says that it may (TELEGRAM 1.5, 12). So this one says that it may not, and
 * forwards only the level and how many lines there were.
 */
export class SilencedLogger extends Logger {
  private errors = 0;

  constructor(
    private readonly sink: ChannelLogger,
    /** The library threw a packet away because of a constructor it does not know. */
    private readonly onUndecodable: () => void,
  ) {
    super(LogLevel.NONE);
  }

  override canSend(): boolean {
    return false;
  }

  override info(message: string): void {
    // The only sign the library gives of a dropped packet (MTProtoSender, receive loop).
    if (message.startsWith('Type ') && message.includes(' not found, remaining data')) this.onUndecodable();
  }

  override warn(): void {
    return;
  }

  override debug(): void {
    return;
  }

  override error(message: string): void {
    // Our supervisor reports failed attempts itself.
    if (message.startsWith('WebSocket connection failed')) return;
    this.errors += 1;
    if (message.startsWith('Unhandled error while receiving')) this.onUndecodable();
    this.sink.warn({ level: 'error', count: this.errors }, 'telegram library reported an error');
  }
}
