/** The language of the front end, its sentences, and how numbers and times are written. */
import { useSyncExternalStore } from "react";
import { stored } from "./store";

export type Language = "id" | "en";
export interface Words<T> {
  id: T;
  en: T;
}

/** Declare sentences in both languages; a sentence that one of them lacks is a type error. */
export const words = <T,>(sentences: { id: T; en: NoInfer<T> }): Words<T> => sentences;

const listeners = new Set<() => void>();
let current: Language = initial();

function initial(): Language {
  const chosen = stored.get("language");
  if (chosen === "id" || chosen === "en") return chosen;
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "id" || tag === "en");
  return known === "en" ? "en" : "id";
}

export const getLanguage = (): Language => current;

export function setLanguage(language: Language): void {
  current = language;
  stored.set("language", language);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, getLanguage);
}

/** Return the sentences in the current language. */
export function useText<T>(sentences: Words<T>): T {
  return sentences[useLanguage()];
}

const LOCALES = { id: "id-ID", en: "en-GB" };
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Making a format takes a thousand times longer than using it. */
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(name: string, make: (locale: string) => F): F {
  const key = `${current} ${name}`;
  let format = cache.get(key);
  if (!format) cache.set(key, (format = make(LOCALES[current])));
  return format as F;
}

const numbers = (options: Intl.NumberFormatOptions = {}) => cached(JSON.stringify(options), (locale) => new Intl.NumberFormat(locale, options));
const dates = (options: Intl.DateTimeFormatOptions) =>
  cached(JSON.stringify(options), (locale) => new Intl.DateTimeFormat(locale, options));

const GROUP_SIGNS = { id: ".", en: "," };
/** The first format of a page takes a phone up to 60 ms, which a list of prices need not wait for. */
const formatWhole = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, GROUP_SIGNS[current]);
export const formatNumber = (value: number, decimals = 0): string =>
  Number.isSafeInteger(value) ? formatWhole(value) : numbers({ maximumFractionDigits: decimals }).format(value);
/** 0.034 is "3,4 %". */
export const formatShare = (share: number, decimals = 1): string => numbers({ style: "percent", maximumFractionDigits: decimals }).format(share);
export const formatMoney = (rupiah: number): string => `${rupiah < 0 ? "−" : ""}Rp ${formatNumber(Math.abs(rupiah))}`;
/** "1,2 jt": for the axes of charts. */
export const formatShort = (value: number): string => numbers({ notation: "compact", maximumFractionDigits: 1 }).format(value);

type When = string | number | Date;
/** Days and times are the shop's, as on receipts and in reports, wherever the device is. */
export const SHOP_ZONE = "Asia/Jakarta";
const isDay = (when: When): boolean => typeof when === "string" && when.length === 10;
const zone = (when: When): Intl.DateTimeFormatOptions => ({ timeZone: isDay(when) ? "UTC" : SHOP_ZONE });
const yearOf = (when: When): string => dates({ year: "numeric", ...zone(when) }).format(new Date(when));

/** "Sab, 28 Nov", with the year if it isn't this one. */
export function formatDay(when: When): string {
  const year = yearOf(when) === yearOf(Date.now()) ? {} : { year: "numeric" as const };
  return dates({ weekday: "short", day: "numeric", month: "short", ...year, ...zone(when) }).format(new Date(when));
}
/** "28 Nov": for the axes of charts. */
export const formatShortDay = (when: When): string => dates({ day: "numeric", month: "short", ...zone(when) }).format(new Date(when));
export const formatDate = (when: When): string => dates({ day: "numeric", month: "long", year: "numeric", ...zone(when) }).format(new Date(when));
export const formatTime = (when: When): string => dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: SHOP_ZONE }).format(new Date(when));
/** "14.05 WIB" */
export const formatZonedTime = (when: When): string => `${formatTime(when)} WIB`;
const SHOP_OFFSET_MINUTES = -420;
/** "Sab, 28 Nov 14.05", with the zone where the device has another one. */
export const formatMoment = (when: When): string => `${formatDay(when)} ${new Date(when).getTimezoneOffset() === SHOP_OFFSET_MINUTES ? formatTime(when) : formatZonedTime(when)}`;
export const formatMonth = (when: When): string => dates({ month: "short", year: "numeric", ...zone(when) }).format(new Date(when));

const BYTES = ["B", "kB", "MB", "GB"];
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTES.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${formatNumber(bytes / 1000 ** power, power ? 1 : 0)} ${BYTES[power]}`;
}
