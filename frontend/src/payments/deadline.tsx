import { useEffect, useState } from "react";
import { useText, words } from "../app/language";

const text = words({
  id: {
    hours: (hours: number, minutes: number) => `${hours} jam${minutes ? ` ${minutes} menit` : ""} lagi`, minutes: (minutes: number) => `${minutes} menit lagi`,
    last: (minutes: number, seconds: number) => `${minutes ? `${minutes} menit ` : ""}${seconds} detik lagi`, over: "sebentar lagi berakhir",
  },
  en: {
    hours: (hours: number, minutes: number) => `${hours} h${minutes ? ` ${minutes} min` : ""} left`, minutes: (minutes: number) => `${minutes} minutes left`,
    last: (minutes: number, seconds: number) => `${minutes ? `${minutes} min ` : ""}${seconds} s left`, over: "about to end",
  },
});

/** From here on seconds are counted. */
const LAST_SECONDS = 300;

/** How much time is left. The shop decides when it is over: the clock of the device may be wrong. */
export function Countdown({ until }: { until: string }) {
  const t = useText(text);
  const [now, setNow] = useState(Date.now);
  const left = Math.ceil((new Date(until).getTime() - now) / 1000);
  const pause = left > LAST_SECONDS ? 15_000 : 1_000;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setNow(Date.now()), pause);
    return () => clearTimeout(timer);
  });
  return <span role="timer" className="countdown">{inWords(left, t)}</span>;
}

function inWords(left: number, t: (typeof text)["id"]): string {
  if (left <= 0) return t.over;
  const minutes = Math.floor(left / 60);
  if (left <= LAST_SECONDS) return t.last(minutes, left % 60);
  return minutes < 60 ? t.minutes(minutes) : t.hours(Math.floor(minutes / 60), minutes % 60);
}
