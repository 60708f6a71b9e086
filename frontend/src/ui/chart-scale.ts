/** Return about five round numbers from at most `least` to at least `most`, in equal steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(least: number, most: number): number[] {
  if (!Number.isFinite(least) || !Number.isFinite(most) || least === most) return [least || 0, (least || 0) + 1];
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough)! * power;
  const first = Math.floor(least / step);
  return Array.from({ length: Math.ceil(most / step) - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}
