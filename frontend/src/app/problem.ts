/** What went wrong, in a sentence for people. */
import { Problem } from "finenice-client";
import { getLanguage, words } from "./language";

const text = words({
  id: {
    unreachable: "Toko tidak dapat dihubungi. Periksa sambungan Anda, lalu coba lagi.",
    unreadable: "Toko sedang tidak dapat menjawab. Coba lagi sebentar lagi.",
    unknown: "Ada yang tidak beres di halaman ini. Muat ulang, lalu coba lagi.",
  },
  en: {
    unreachable: "The shop can't be reached. Check your connection and try again.",
    unreadable: "The shop can't answer right now. Try again in a moment.",
    unknown: "Something went wrong on this page. Reload it and try again.",
  },
});

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
export const hasCode = (error: unknown, code: Problem["code"]): boolean => isProblem(error) && error.code === code;
/** Whether no response has arrived: the call may or may not have been carried out. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError"));

export function sentence(error: unknown): string {
  const t = text[getLanguage()];
  if (isProblem(error)) return error.code ? error.message : t.unreadable;
  return isUnreachable(error) ? t.unreachable : t.unknown;
}

/** Return the error of each field, by name. Nested fields, such as `items.0.qty`, keep their path. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {};
  return Object.fromEntries(error.errors.map(({ field, msg }) => [field, msg]));
}

/** Return the sentence that belongs to no field of the form, if any. */
export function formError(error: unknown, fields: readonly string[]): string | undefined {
  if (!error) return undefined;
  if (!isProblem(error) || !error.errors.length) return sentence(error);
  const others = error.errors.filter(({ field }) => !fields.includes(field));
  return others.length ? others.map(({ msg }) => msg).join(" ") : undefined;
}
