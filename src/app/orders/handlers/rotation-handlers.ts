import { z } from 'zod';
import type { RotationView, RotationWish } from '../../../account/rotations.js';
import type { ControlHandlers } from '../control-socket.js';

export interface RotationHandlerParts {
  readonly rotate: (wish: RotationWish) => Promise<RotationView>;
}

const wish = z.object({ from: z.string(), to: z.string().optional(), dryRun: z.boolean() });

/** The running program rotates by itself: it has to stop sending from the old account first. */
export function rotationHandlers({ rotate }: RotationHandlerParts): ControlHandlers {
  return { rotate: (input) => rotate(wish.parse(input)) };
}
