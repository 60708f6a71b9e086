/** A tax profile in plain words, and what becomes of one price. */
import { formatNumber, useText, words } from "../app/language";
import { Money } from "../ui/money";
import { type Sum, sumOf, type Taxes } from "./tax-sum";

const text = words({
  id: {
    none: "Tanpa pajak. Struk tidak menyebut pajak.", ppn: "PPN 12 % dari 11/12 harga, yaitu 11 %.", pbjt: (rate: string) => `PBJT ${rate} % untuk makanan dan minuman.`, inclusive: "Harga di rak sudah termasuk pajak.", exclusive: "Pajak ditambahkan pada harga di rak.", service: (rate: string) => `Biaya layanan ${rate} %, ikut kena pajak.`,
    example: "Contoh", exampleHint: "Satu barang biasa. Barang bebas pajak atau mewah ditandai di halaman Barang.", price: "Harga di rak", serviceLine: "Biaya layanan", added: "Pajak", total: "Pembeli membayar", within: "Termasuk pajak", keep: "Untuk Anda",
  },
  en: {
    none: "No tax. Receipts name none.", ppn: "PPN of 12 % on 11/12 of the price, which is 11 %.", pbjt: (rate: string) => `PBJT of ${rate} % on food and drink.`, inclusive: "Prices on the shelf include the tax.", exclusive: "The tax is added to the price on the shelf.", service: (rate: string) => `A service charge of ${rate} %, which is taxed, too.`,
    example: "Example", exampleHint: "One standard product. Exempt and luxury goods are marked on the page Goods.", price: "Price on the shelf", serviceLine: "Service charge", added: "Tax", total: "The buyer pays", within: "Includes tax of", keep: "Yours",
  },
});

const EXAMPLE = 100_000;
export const percent = (basisPoints: number): string => formatNumber(basisPoints / 100, 2);

/** A profile in plain words. */
export function TaxWords({ taxes: { regime, rate_bp, inclusive, service_bp } }: { taxes: Taxes }) {
  const t = useText(text);
  return (
    <>
      <p><strong>{regime === "none" ? t.none : regime === "ppn" ? t.ppn : t.pbjt(percent(rate_bp ?? 0))}</strong></p>
      {regime !== "none" && <p>{inclusive ? t.inclusive : t.exclusive}</p>}
      {service_bp > 0 && <p>{t.service(percent(service_bp))}</p>}
    </>
  );
}

/** What becomes of one price. */
export function TaxExample({ taxes: given }: { taxes: Taxes }) {
  const t = useText(text);
  const sum: Sum = sumOf(given, EXAMPLE);
  const line = (label: string, value: number, className?: string) => <div className={className}><dt>{label}</dt><dd><Money value={value} /></dd></div>;
  return (
    <section className="card" aria-label={t.example}>
      <h2>{t.example}</h2>
      <dl className="office-sums">
        {line(t.price, sum.price)}
        {sum.service > 0 && line(t.serviceLine, sum.service)}
        {!given.inclusive && sum.tax > 0 && line(t.added, sum.tax)}
        {line(t.total, sum.total, "sum")}
        {given.inclusive && sum.tax > 0 && line(t.within, sum.tax)}
        {sum.tax > 0 && line(t.keep, sum.total - sum.tax)}
      </dl>
      <p className="soft small">{t.exampleHint}</p>
    </section>
  );
}
