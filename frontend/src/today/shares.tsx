import { formatNumber, formatShare, useText, words } from "../app/language";
import { Hint } from "../ui/hint";
import { Money } from "../ui/money";
import { Badge } from "../ui/feedback";
import type { Report } from "./report";

const text = words({
  id: {
    categories: "Kategori", none: "Tanpa kategori", empty: "Belum ada penjualan di masa ini.", sold: (units: string) => `${units} terjual`,
    classes: "Barang andalan", classesHint: "Barang diurutkan menurut omzetnya. A menghasilkan 80% pertama, B 15% berikutnya, C 5% terakhir.",
    A: "Jangan sampai habis.", B: "Jaga stoknya secukupnya.", C: "Pesan seperlunya.", products: (count: string) => `${count} barang`,
  },
  en: {
    categories: "Categories", none: "No category", empty: "No sales in this period.", sold: (units: string) => `${units} sold`,
    classes: "Key products", classesHint: "Products are ranked by revenue. A makes the first 80%, B the next 15%, C the last 5%.",
    A: "Never run out.", B: "Keep enough in stock.", C: "Order as needed.", products: (count: string) => `${count} products`,
  },
});

const SHOWN = 6;

export function Categories({ categories }: { categories: Report["categories"] }) {
  const t = useText(text);
  const most = Math.max(...categories.map(({ share }) => share ?? 0), 0.0001);
  return (
    <section className="card" aria-label={t.categories}>
      <h2>{t.categories}</h2>
      {!categories.length && <p className="soft small">{t.empty}</p>}
      <ul className="shares">
        {categories.slice(0, SHOWN).map(({ category_id, name, units, revenue, share }) => (
          <li key={category_id}>
            <span className="row between"><span>{name ?? t.none}</span><Money value={revenue} /></span>
            <span className="share-bar" aria-hidden><span style={{ width: `${(Math.max(0, share ?? 0) / most) * 100}%` }} /></span>
            <span className="row between soft small"><span>{t.sold(formatNumber(units))}</span><span>{formatShare(share ?? 0)}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Classes({ classes }: { classes: Report["classes"] }) {
  const t = useText(text);
  const sold = classes.filter(({ products }) => products > 0);
  return (
    <section className="card" aria-label={t.classes}>
      <div className="row between desk-card-head"><h2>{t.classes}</h2><Hint name={t.classes}>{t.classesHint}</Hint></div>
      {!sold.length && <p className="soft small">{t.empty}</p>}
      <ul className="shares">
        {sold.map(({ class: name, products, revenue, share }) => name && (
          <li key={name}>
            <span className="row between"><span className="row"><Badge tone={name === "A" ? "good" : "neutral"}>{name}</Badge>{t.products(formatNumber(products))}</span><Money value={revenue} /></span>
            <span className="row between soft small"><span>{t[name]}</span><span>{formatShare(share ?? 0)}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
