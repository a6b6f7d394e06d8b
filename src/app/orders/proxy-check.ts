import { connect } from 'node:net';

/** A proxy on the other side of the world answers within this. */
const deadlineMs = 5_000;

/** Whether something listens there: null when it does, else the code of the failure. Nothing is sent. */
export function whyUnreachable(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (code: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(code);
    };
    const timer = setTimeout(() => end('ETIMEDOUT'), deadlineMs);
    socket.once('connect', () => end(null));
    socket.once('error', (cause: NodeJS.ErrnoException) => end(cause.code ?? 'failed'));
  });
}
