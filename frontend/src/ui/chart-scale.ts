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

const LABEL_GAP = 6;

/**
 * Return the places that get a label: every so many, counted back from the last one, so that the newest is named. One at
 * an edge is moved into the chart; its neighbour is left out if it would touch it.
 *
 * `x` is where the middle of a label stands; `spacing` is the least distance that is wanted between two.
 */
export function labelled(count: number, step: number, spacing: number, labelWidth: number, x: (place: number) => number): ReadonlySet<number> {
  const every = Math.max(1, Math.ceil(spacing / step));
  const named = new Set<number>();
  let end = Infinity;
  for (let place = count - 1; place >= 0; place -= every) {
    const middle = x(place);
    if (middle + labelWidth / 2 + LABEL_GAP > end) continue;
    named.add(place);
    end = middle - labelWidth / 2;
  }
  return named;
}
