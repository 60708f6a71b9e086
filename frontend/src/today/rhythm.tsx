import { type CSSProperties, Fragment, useState } from "react";
import { formatNumber, useLanguage, useText, words } from "../app/language";
import { Chart } from "../ui/charts";
import { Segments } from "../ui/tabs";
import type { Report } from "./report";

const text = words({
  id: {
    title: "Jam ramai", view: "Tampilan jam ramai", map: "Peta", table: "Tabel", hour: "Jam", sales: "Penjualan", empty: "Belum ada penjualan di masa ini.",
    busiest: (day: string, hour: string, count: string) => `Paling ramai ${day} pukul ${hour}: ${count} penjualan.`, cell: (day: string, hour: string, count: string) => `${day} ${hour}: ${count} penjualan`,
    less: "sepi", more: "ramai", byHour: "Penjualan per jam hari ini",
  },
  en: {
    title: "Busy hours", view: "View of the busy hours", map: "Map", table: "Table", hour: "Hour", sales: "Sales", empty: "No sales in this period.",
    busiest: (day: string, hour: string, count: string) => `Busiest on ${day} at ${hour}: ${count} sales.`, cell: (day: string, hour: string, count: string) => `${day} ${hour}: ${count} sales`,
    less: "quiet", more: "busy", byHour: "Sales per hour today",
  },
});

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function useWeekdays() {
  const locale = useLanguage() === "id" ? "id-ID" : "en-GB";
  return (weekday: number, width: "short" | "long") => new Date(MONDAY + (weekday - 1) * DAY_MS).toLocaleDateString(locale, { weekday: width, timeZone: "UTC" });
}

const clock = (hour: number) => `${String(hour).padStart(2, "0")}.00`;

/** When people buy: sales by weekday and hour; for a single day by its hours. */
export function Rhythm({ weekdays, single }: { weekdays: Report["weekdays"]; single: boolean }) {
  const t = useText(text);
  const dayName = useWeekdays();
  const [view, setView] = useState<"map" | "table">("map");
  const cells = weekdays.flatMap(({ weekday, transactions }) => transactions.map((count, hour) => ({ weekday, hour, count })));
  const busy = cells.reduce((most, cell) => (cell.count > most.count ? cell : most), cells[0]!);
  const open = cells.filter(({ count }) => count).map(({ hour }) => hour);
  const hours = Array.from({ length: Math.max(...open) - Math.min(...open) + 1 || 0 }, (_, place) => Math.min(...open) + place);
  if (!open.length) return <section className="card"><h2>{t.title}</h2><p className="soft small">{t.empty}</p></section>;
  if (single) {
    const points = hours.map((hour) => ({ label: clock(hour), value: weekdays.reduce((sum, { transactions }) => sum + transactions[hour]!, 0) }));
    return <section className="card"><Chart title={t.byHour} unit={t.sales} format={formatNumber} kind="bars" height={200} points={points} /></section>;
  }
  const summary = t.busiest(dayName(busy.weekday, "long"), clock(busy.hour), formatNumber(busy.count));
  return (
    <section className="card" aria-label={t.title}>
      <div className="row between desk-card-head">
        <h2>{t.title}</h2>
        <Segments label={t.view} value={view} onChange={setView} choices={[{ value: "map", label: t.map }, { value: "table", label: t.table }]} />
      </div>
      <p className="desk-note">{summary}</p>
      {view === "map" ? (
        <>
          <div className="heat" role="img" aria-label={summary} style={{ gridTemplateColumns: `auto repeat(${hours.length}, minmax(0, 1fr))` }}>
            {weekdays.map(({ weekday, transactions }) => (
              <Fragment key={weekday}>
                <span className="heat-name">{dayName(weekday, "short")}</span>
                {hours.map((hour) => (
                  <span
                    key={hour}
                    className="heat-cell"
                    title={t.cell(dayName(weekday, "long"), clock(hour), formatNumber(transactions[hour]!))}
                    style={heat(transactions[hour]! / busy.count)}
                  />
                ))}
              </Fragment>
            ))}
            <span />
            {hours.map((hour, place) => <span key={hour} className="heat-hour">{place % 3 === 0 && hour}</span>)}
          </div>
          <p className="heat-scale soft" aria-hidden>{t.less} {[0, 0.25, 0.5, 0.75, 1].map((share) => <span key={share} className="heat-cell" style={heat(share)} />)} {t.more}</p>
        </>
      ) : (
        <div className="chart-table" tabIndex={0} role="region" aria-label={t.title}>
          <table>
            <thead><tr><th scope="col">{t.hour}</th>{weekdays.map(({ weekday }) => <th key={weekday} scope="col" className="numeric">{dayName(weekday, "short")}</th>)}</tr></thead>
            <tbody>
              {hours.map((hour) => (
                <tr key={hour}><th scope="row">{clock(hour)}</th>{weekdays.map(({ weekday, transactions }) => <td key={weekday} className="numeric">{transactions[hour] ? formatNumber(transactions[hour]) : "–"}</td>)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const heat = (share: number) => ({ "--heat": `${Math.round(share > 0 ? 12 + 88 * share : 0)}%` }) as CSSProperties;
