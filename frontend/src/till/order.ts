/** Goods in the order of their names. */

const collator = new Intl.Collator("id", { numeric: true });

/** Sorts only what is new or has another name: of 10,000 goods few change in a day. */
export class NameOrder {
  private ids: number[] = [];
  private readonly moved = new Set<number>();

  constructor(private readonly goods: ReadonlyMap<number, { readonly name: string }>) {}

  /** Note that the goods are new, gone, or have another name. */
  move(id: number): void {
    this.moved.add(id);
  }

  /** Return the ids of all goods. */
  get(): readonly number[] {
    if (!this.moved.size) return this.ids;
    const kept = this.ids.filter((id) => !this.moved.has(id));
    const added = [...this.moved].filter((id) => this.goods.has(id)).sort(this.compare);
    this.moved.clear();
    const ids: number[] = [];
    let from = 0;
    for (const id of added) {
      const place = this.placeOf(id, kept, from);
      while (from < place) ids.push(kept[from++]!);
      ids.push(id);
    }
    return (this.ids = ids.concat(kept.slice(from)));
  }

  private compare = (a: number, b: number): number => collator.compare(this.goods.get(a)!.name, this.goods.get(b)!.name) || a - b;

  private placeOf(id: number, kept: readonly number[], from: number): number {
    let [low, high] = [from, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(kept[middle]!, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
