/** The sales report and the demand forecast. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { formatShortDay, useLanguage } from "../app/language";
import type { Point } from "../ui/charts";
import { type Span, daysLater, today } from "./days";

export type Report = Schemas["SalesReport"] & { previous: { margin?: number | null } };
export type ProductSales = Schemas["ProductSales"];
export type ProductForecast = Schemas["ProductForecast"];
type DemandPoint = Schemas["DemandPoint"];

interface ReportQuery extends Span {
  by?: "day" | "week" | "month";
  product_id?: number;
  /** Most products in each list. */
  top?: number;
}

const SALES = "/api/analytics/sales";

/** Return the report as CSV: its days and all products. */
export const readReportFile = (span: Span) => api.request<string>("GET", SALES, { query: { ...span, format: "csv" } });

interface ForecastQuery {
  horizon?: number;
  per_page?: number;
  cursor?: string;
  detail?: "daily";
  product_id?: number;
  lead_time_days?: number;
  review_days?: number;
  service_level?: number;
}

export const readForecast = (query: ForecastQuery, signal: AbortSignal) =>
  api.request<Schemas["StockForecast"]>("GET", "/api/analytics/forecast", { query, options: { signal } });

export function useReport(query: ReportQuery, enabled = true) {
  return useQuery({
    queryKey: ["sales-report", query],
    queryFn: async ({ signal }) => api.request<Report>("GET", SALES, { query, options: { signal } }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The demand of all products together. It is left out if they don't fit into one page of the forecast. */
export function useTotalDemand(horizon: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: ["demand", horizon, language],
    queryFn: async ({ signal }) => {
      const found = await readForecast({ horizon, per_page: 200 }, signal);
      return { points: found.has_next ? null : found.totals.forecast, degraded: found.degraded !== null, tooMany: found.has_next };
    },
    staleTime: 300_000,
  });
}


/** Join what was sold until yesterday with what is expected from today on. */
export function unitsWithForecast(series: readonly { date: string; units: number }[], forecast: readonly DemandPoint[] | null | undefined): Point[] {
  const now = today();
  const past = series.filter(({ date }) => !forecast?.length || date < now).map(({ date, units }) => ({ label: formatShortDay(date), value: units }));
  const ahead = (forecast ?? []).map(({ date, mean, lo80, hi80 }) => ({ label: formatShortDay(date), value: mean, low: lo80, high: hi80, forecast: true }));
  return [...past, ...ahead];
}

/** The last so many days with today. */
export const lastDays = (count: number): Span => ({ from: daysLater(today(), 1 - count), to: today() });
