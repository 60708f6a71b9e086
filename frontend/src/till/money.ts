/** Rounding and splitting of whole rupiah, exactly as the shop does it. Products beyond 2^53 are computed by BigInt. */

/** Return amount times part / whole, rounded half up; all are integers of at least 0. */
export function portion(amount: number, part: number, whole: number): number {
  const doubled = 2 * amount * part + whole;
  const divisor = 2 * whole;
  if (Number.isSafeInteger(doubled)) return (doubled - (doubled % divisor)) / divisor;
  return Number((2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / BigInt(divisor));
}

/** Return the quotient and the remainder of total times weight / whole. */
function share(total: number, weight: number, whole: number): [number, number] {
  const product = total * weight;
  if (Number.isSafeInteger(product)) return [(product - (product % whole)) / whole, product % whole];
  const exact = BigInt(total) * BigInt(weight);
  return [Number(exact / BigInt(whole)), Number(exact % BigInt(whole))];
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * Split the total in proportion to weights of at least 0 by largest remainder, so that the shares add up to it. Equal
 * remainders favour the earlier share. If every weight is 0, the first share gets all.
 */
export function split(total: number, weights: readonly number[]): number[] {
  if (!total || !weights.length) return weights.map(() => 0);
  const whole = sum(weights);
  if (!whole) return weights.map((_, index) => (index ? 0 : total));
  const parts = weights.map((weight) => share(total, weight, whole));
  const shares = parts.map(([quotient]) => quotient);
  const byRemainder = parts.map(([, remainder], index) => ({ remainder, index })).sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, total - sum(shares))) shares[index]! += 1;
  return shares;
}

/** Round to a multiple of the smallest coin, half up. With step 0, or below a half step, the amount stays. */
export function roundToStep(amount: number, step: number): number {
  return (step && portion(amount, 1, step) * step) || amount;
}
