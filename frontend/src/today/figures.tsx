import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatNumber, formatShare, useText, words } from "../app/language";
import { Figure, Sparkline } from "../ui/charts";
import { Badge } from "../ui/feedback";
import { Hint } from "../ui/hint";
import { ArrowDown, ArrowUp } from "../ui/icons";
import { Money } from "../ui/money";
import type { Period } from "./days";
import type { Report } from "./report";

const text = words({
  id: {
    revenue: "Omzet", sales: "Penjualan", profit: "Laba", basket: "Rata-rata belanja",
    revenueHint: "Semua uang yang dibayar pembeli untuk barang Anda, termasuk pajak.",
    salesHint: "Berapa kali orang membayar. Satu nota dihitung satu, berapa pun isinya.",
    profitHint: "Omzet tanpa pajak, dikurangi modal barang yang terjual. Hanya barang yang modalnya Anda isi yang ikut dihitung.",
    basketHint: "Omzet dibagi banyaknya penjualan: rata-rata sekali orang berbelanja.",
    compared: (from: string) => `Dibandingkan dengan ${from} tepat sebelumnya, sampai jam yang sama.`,
    before: { today: "kemarin", 7: "7 hari", 30: "30 hari", 90: "90 hari", month: "hari yang sama banyaknya" },
    base_zero: "Sebelumnya belum ada", base_incomplete: "Belum bisa dibandingkan", same: "Sama",
    unknownCost: "Modal belum diisi", rate: (share: string) => `${share} dari omzet`, partly: (share: string) => `Modal diketahui untuk ${share} omzet`,
    nothing: "Belum ada penjualan",
  },
  en: {
    revenue: "Revenue", sales: "Sales", profit: "Profit", basket: "Average basket",
    revenueHint: "All money that buyers paid for your goods, including tax.",
    salesHint: "How many times people paid. One receipt counts once, whatever it holds.",
    profitHint: "Revenue without tax, minus the cost of the goods sold. Only goods whose cost you have entered are counted.",
    basketHint: "Revenue divided by the number of sales: what people spend at once.",
    compared: (from: string) => `Compared with ${from} right before, up to the same time of day.`,
    before: { today: "yesterday", 7: "7 days", 30: "30 days", 90: "90 days", month: "the same number of days" },
    base_zero: "Nothing before", base_incomplete: "Can't be compared yet", same: "Same",
    unknownCost: "Cost not entered", rate: (share: string) => `${share} of the revenue`, partly: (share: string) => `Cost known for ${share} of the revenue`,
    nothing: "No sales yet",
  },
});

interface FigureGrowth {
  value: number | null;
  reason: "base_zero" | "base_incomplete" | null;
}

export function Change({ growth }: { growth: FigureGrowth }) {
  const t = useText(text);
  if (growth.value === null) return <span>{growth.reason ? t[growth.reason] : "–"}</span>;
  if (growth.value === 0) return <Badge>{t.same}</Badge>;
  const Arrow = growth.value > 0 ? ArrowUp : ArrowDown;
  return (
    <Badge tone={growth.value > 0 ? "good" : "danger"}>
      <Arrow size={14} aria-hidden />
      {growth.value > 0 ? "+" : "−"}{formatShare(Math.abs(growth.value), Math.abs(growth.value) < 10 ? 1 : 0)}
    </Badge>
  );
}

/** The profit's change, where both spans have one and it can be read as a share. */
function profitGrowth({ totals, previous }: Report): FigureGrowth {
  const reason = previous.growth.revenue.reason;
  if (reason || totals.margin === null || !previous.margin || previous.margin < 0) return { value: null, reason: reason ?? "base_zero" };
  return { value: (totals.margin - previous.margin) / previous.margin, reason: null };
}

/** The sums of each hour of a single day until now, or those of each day that has ended. */
function history(report: Report, period: Period, name: "revenue" | "transactions"): number[] {
  if (period !== "today") return ended(report).map((row) => row[name]);
  const hours = Array.from({ length: 24 }, (_, hour) => report.weekdays.reduce((sum, row) => sum + row[name][hour]!, 0));
  const first = hours.findIndex(Boolean);
  return first < 0 ? [] : hours.slice(Math.max(0, first - 1), hours.findLastIndex(Boolean) + 2);
}

const ended = ({ series }: Report) => series.slice(0, -1);

/** Four figures of the period; each leads to its rows. */
export function Figures({ report, period, salesPath, onProfit }: { report: Report; period: Period; salesPath: string; onProfit: () => void }) {
  const t = useText(text);
  const { totals, previous } = report;
  const { growth } = previous;
  const explain = (sentence: string) => <>{sentence} {t.compared(t.before[period])}</>;
  const toSales = (value: ReactNode) => <Link className="figure-link" to={salesPath}>{value}</Link>;
  const baskets = ended(report).map(({ revenue, transactions }) => (transactions ? revenue / transactions : 0));
  return (
    <div className="desk-figures">
      <Figure name={t.revenue} value={toSales(<Money value={totals.revenue} />)} hint={<Hint name={t.revenue}>{explain(t.revenueHint)}</Hint>}>
        <Change growth={growth.revenue} />
        <Sparkline values={history(report, period, "revenue")} />
      </Figure>
      <Figure name={t.sales} value={toSales(formatNumber(totals.transactions))} hint={<Hint name={t.sales}>{explain(t.salesHint)}</Hint>}>
        <Change growth={growth.transactions} />
        <Sparkline values={history(report, period, "transactions")} />
      </Figure>
      <Figure
        name={t.profit}
        value={totals.margin === null ? <span className="soft">{totals.transactions ? t.unknownCost : "–"}</span> : <button type="button" className="figure-link" onClick={onProfit}><Money value={totals.margin} /></button>}
        hint={<Hint name={t.profit}>{explain(t.profitHint)}</Hint>}
      >
        {totals.margin === null ? <span>{totals.transactions ? <button type="button" className="link-button" onClick={onProfit}>{t.partly(formatShare(0))}</button> : t.nothing}</span> : (
          <>
            <Change growth={profitGrowth(report)} />
            <span>{totals.cost_known !== null && totals.cost_known < 1 ? t.partly(formatShare(totals.cost_known)) : totals.margin_rate !== null && t.rate(formatShare(totals.margin_rate))}</span>
          </>
        )}
      </Figure>
      <Figure name={t.basket} value={totals.average_basket === null ? <span className="soft">–</span> : toSales(<Money value={totals.average_basket} />)} hint={<Hint name={t.basket}>{explain(t.basketHint)}</Hint>}>
        <Change growth={growth.average_basket} />
        {period !== "today" && <Sparkline values={baskets} />}
      </Figure>
    </div>
  );
}
