/** Two different primes, the smaller first, and their product. */
export interface Factors {
  readonly p: number;
  readonly q: number;
  readonly product: bigint;
}

/** 2^22 to 2^24: Telegram's are near 2^31, but the client has to factor the product and the sandbox wants sign-ins to be quick. */
const LOWEST = 1 << 22;
const RANGE = (1 << 24) - LOWEST;

export function randomFactors(randomBytes: (count: number) => Buffer): Factors {
  const first = randomPrime(randomBytes);
  let second = randomPrime(randomBytes);
  while (second === first) second = randomPrime(randomBytes);
  const [p, q] = first < second ? [first, second] : [second, first];
  return { p, q, product: BigInt(p) * BigInt(q) };
}

function randomPrime(randomBytes: (count: number) => Buffer): number {
  for (;;) {
    const candidate = (LOWEST + (randomBytes(4).readUInt32LE(0) % RANGE)) | 1;
    if (isPrime(candidate)) return candidate;
  }
}

function isPrime(odd: number): boolean {
  for (let divisor = 3; divisor * divisor <= odd; divisor += 2) {
    if (odd % divisor === 0) return false;
  }
  return true;
}
