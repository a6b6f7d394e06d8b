import type { Surroundings } from './surroundings.js';
export async function chat(_s: Surroundings, _n: string, _o: object): Promise<void> {}
