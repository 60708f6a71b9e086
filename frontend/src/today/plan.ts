/** How the seller orders: kept in the URL. */
import { useSearchParams } from "react-router";

export interface Plan {
  /** Days from order to delivery. */
  lead: number;
  /** Days between two reviews of the stock. */
  review: number;
  /** Probability in percent that the stock lasts. */
  service: number;
}

export const DEFAULT_PLAN: Plan = { lead: 7, review: 7, service: 95 };
export const SERVICE_LEVELS = [80, 90, 95, 98, 99] as const;
export const LIMITS = { lead: [0, 120], review: [1, 90] } as const;

export const planQuery = ({ lead, review, service }: Plan) => ({ lead_time_days: lead, review_days: review, service_level: service / 100 });

/** The plan of the URL; what is out of range there counts as absent. */
export function readPlan(params: URLSearchParams): Plan {
  const number = (name: "lead" | "review") => {
    const written = params.get(name) ?? "";
    const [least, most] = LIMITS[name];
    return /^\d{1,3}$/.test(written) && Number(written) >= least && Number(written) <= most ? Number(written) : DEFAULT_PLAN[name];
  };
  const service = SERVICE_LEVELS.find((level) => String(level) === params.get("service")) ?? DEFAULT_PLAN.service;
  return { lead: number("lead"), review: number("review"), service };
}

/** Change parts of the query string; what is empty or the default leaves it. */
export function useQueryString() {
  const [params, setParams] = useSearchParams();
  const change = (next: Record<string, string>, options: { push?: boolean } = {}) => {
    const all = { ...Object.fromEntries(params), ...next };
    setParams(Object.fromEntries(Object.entries(all).filter(([, value]) => value)), { replace: !options.push, preventScrollReset: true });
  };
  return [params, change] as const;
}
