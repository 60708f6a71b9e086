/**
 * Return about five round numbers from at most `least` to at least `most`, in equal steps of 1, 2 or 5 times a power of ten.
 * Steps of whole numbers, such as sales, are never below 1.
 */
export function niceTicks(least: number, most: number, whole = false): number[] {
  if (!Number.isFinite(least) || !Number.isFinite(most) || least === most) return [least || 0, (least || 0) + 1];
  const rough = Math.max((most - least) / 4, whole ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9))! * power;
  const first = Math.floor(least / step);
  return Array.from({ length: Math.ceil(most / step) - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}

/** Return the places that get a label: every so many, counted back from the last one, so that the newest is named. */
export function labelled(count: number, step: number, labelWidth: number): (place: number) => boolean {
  const every = Math.max(1, Math.ceil(labelWidth / step));
  return (place) => (count - 1 - place) % every === 0;
}
