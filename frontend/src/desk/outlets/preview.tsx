/** The head and the end of a receipt as this outlet prints it, around a sale for an example. */
import { formatNumber, useLanguage, useText, words } from "../../app/language";
import type { Outlet } from "../calls";

const text = words({
  id: { label: "Contoh struk", phone: "Telp.", number: "No.", moment: "Waktu", item: "Kopi susu", total: "Total", rounding: "Pembulatan", cash: "Tunai", change: "Kembali", unnamed: "Nama gerai" },
  en: { label: "Receipt example", phone: "Tel.", number: "No.", moment: "Time", item: "Milk coffee", total: "Total", rounding: "Rounding", cash: "Cash", change: "Change", unnamed: "Name of the outlet" },
});

const ZONES = { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };
const EXAMPLE = { total: 18_250, tendered: 20_000 };
/** Half up, as the shop rounds cash. */
const rounded = (amount: number, step: number) => (step ? Math.floor((amount + step / 2) / step) * step : amount);

export type Printed = Pick<Outlet, "name" | "address" | "phone" | "tax_number" | "footer" | "zone" | "cash_step">;

export function ReceiptPreview({ outlet: { name, address, phone, tax_number, footer, zone, cash_step } }: { outlet: Printed }) {
  const t = useText(text);
  const language = useLanguage();
  const lines = (written: string) => written.split("\n").map((line, place) => <p key={place}>{line || "\u00a0"}</p>);
  const sum = (label: string, value: number) => <p className="office-paper-sum"><span>{label}</span><span>{formatNumber(value)}</span></p>;
  const due = rounded(EXAMPLE.total, cash_step);
  const clock = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id-ID", { timeZone: zone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date());
  return (
    <div className="office-paper" role="group" aria-label={t.label}>
      <div className="office-paper-centre">
        <p className="office-paper-shop">{name || t.unnamed}</p>
        {address && lines(address.trimEnd())}
        {phone && <p>{t.phone} {phone}</p>}
        {tax_number && <p>NPWP {tax_number}</p>}
      </div>
      <div>
        <p className="office-paper-sum"><span>{t.number}</span><span>A-000042</span></p>
        <p className="office-paper-sum"><span>{t.moment}</span><span>{clock} {ZONES[zone]}</span></p>
      </div>
      <div>
        <p className="office-paper-sum"><span>{t.item}</span><span>{formatNumber(EXAMPLE.total)}</span></p>
      </div>
      <div>
        <p className="office-paper-sum office-paper-total"><span>{t.total}</span><span>Rp {formatNumber(EXAMPLE.total)}</span></p>
        {due !== EXAMPLE.total && sum(t.rounding, due - EXAMPLE.total)}
        {sum(t.cash, EXAMPLE.tendered)}
        {sum(t.change, EXAMPLE.tendered - due)}
      </div>
      {footer && <div className="office-paper-centre">{lines(footer.trimEnd())}</div>}
    </div>
  );
}
