import type { Surroundings } from './surroundings.js';
export async function sandboxServe(_s: Surroundings, _o: object): Promise<void> {}
