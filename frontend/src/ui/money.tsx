import { formatNumber } from "../app/language";

/** Whole rupiah: the currency lighter than the digits. */
export function Money({ value }: { value: number | null | undefined }) {
  if (value === null || value === undefined) return <span className="money soft">–</span>;
  return <span className="money">{value < 0 && "−"}<span className="currency">Rp</span> {formatNumber(Math.abs(value))}</span>;
}
