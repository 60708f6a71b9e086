/** Taxes on a sale: PPN and PBJT at the rates of its day. docs/tax.md has the sources. */
import { portion } from "./money.ts";

export type Regime = "none" | "ppn" | "pbjt";
/** What a product is to the tax: luxury goods have a rate of their own, exempt ones none. */
export type TaxKind = "standard" | "luxury" | "exempt";
export type TaxCode = "ppn" | "ppn_luxury" | "pbjt" | "exempt";
/** A rate on the price before tax, as a fraction. */
export type Rate = readonly [part: number, whole: number];

/** The taxes of a seller. `rateBp` is the rate of PBJT, `serviceBp` that of a service charge, in hundredths of a percent. */
export interface Profile {
  readonly regime: Regime;
  readonly rateBp: number | null;
  readonly inclusive: boolean;
  readonly serviceBp: number;
}

export const NO_TAX: Profile = { regime: "none", rateBp: null, inclusive: true, serviceBp: 0 };

const NO_RATE: Rate = [0, 1];
/** Valid from a day on, latest first: 12 % of 11/12 of the price since 2025. */
const RATES: readonly (readonly [from: string, rate: Rate])[] = [
  ["2025-01-01", [11, 100]],
  ["2022-04-01", [11, 100]],
  ["", [10, 100]],
];
const LUXURY_RATES: typeof RATES = [["2025-02-01", [12, 100]], ...RATES];

/** A tax profile as the feed of changes has it. */
interface ProfileRow {
  readonly valid_from: string;
  readonly regime: Regime;
  readonly rate_bp?: number | null;
  readonly inclusive: boolean;
  readonly service_bp: number;
}

/** Return the profile of a seller on a day in Jakarta (YYYY-MM-DD), or `fallback` before the first one. */
export function profileOn(rows: Iterable<ProfileRow>, on: string, fallback: Profile = NO_TAX): Profile {
  let found: ProfileRow | undefined;
  for (const row of rows) if (row.valid_from <= on && (!found || row.valid_from > found.valid_from)) found = row;
  if (!found) return fallback;
  return { regime: found.regime, rateBp: found.rate_bp ?? null, inclusive: found.inclusive, serviceBp: found.service_bp };
}

export function taxCode({ regime }: Profile, kind: TaxKind): TaxCode | null {
  if (regime === "none") return null;
  if (kind === "exempt") return "exempt";
  if (regime === "pbjt") return "pbjt";
  return kind === "luxury" ? "ppn_luxury" : "ppn";
}

export function taxRate(profile: Profile, kind: TaxKind, on: string): Rate {
  const code = taxCode(profile, kind);
  if (code === "pbjt") return [profile.rateBp ?? 0, 10_000];
  const rates = code === "ppn" ? RATES : code === "ppn_luxury" ? LUXURY_RATES : [];
  return rates.find(([from]) => on >= from)?.[1] ?? NO_RATE;
}

/** Return the service charge on an amount. */
export const serviceOf = ({ serviceBp }: Profile, amount: number): number => portion(amount, serviceBp, 10_000);

/** Return the tax in an amount that includes it, or on one that does not. */
export function taxOf(profile: Profile, amount: number, kind: TaxKind, on: string): number {
  const [part, whole] = taxRate(profile, kind, on);
  return portion(amount, part, profile.inclusive ? whole + part : whole);
}
