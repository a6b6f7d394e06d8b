/** The check digit of card numbers (ISO/IEC 7812-1). */
export function isCardNumber(written: readonly number[]): boolean {
  const digits = written.toReversed();
  if (new Set(digits).size < 2) return false;
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit),
    0,
  );
  return sum % 10 === 0;
}
