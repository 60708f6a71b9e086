/** Name browsers and systems in plain words. */
import { useText, words } from "../app/language";

const text = words({
  id: { on: (browser: string, system: string) => `${browser} di ${system}`, unknown: "Perangkat tidak dikenal", program: (name: string) => `Program (${name})` },
  en: { on: (browser: string, system: string) => `${browser} on ${system}`, unknown: "Unknown device", program: (name: string) => `Program (${name})` },
});

// Browsers that build on others name these, too, so they stand first.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/SamsungBrowser/, "Samsung Internet"], [/OPR\/|Opera/, "Opera"], [/EdgA?\/|EdgiOS/, "Edge"], [/UCBrowser/, "UC Browser"], [/MiuiBrowser/, "Mi Browser"],
  [/Firefox|FxiOS/, "Firefox"], [/CriOS|Chrom(e|ium)\//, "Chrome"], [/Version\/.*Safari/, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/CrOS/, "ChromeOS"], [/Windows/, "Windows"], [/Macintosh|Mac OS/, "Mac"], [/Linux/, "Linux"],
];
const PHONE = /iPhone|iPad|Android|Mobile/;

const find = (names: readonly (readonly [RegExp, string])[], agent: string) => names.find(([pattern]) => pattern.test(agent))?.[1];

export const isHandheld = (agent: string): boolean => PHONE.test(agent);

/** Return a function that names the device of a User-Agent header: "Chrome di Android". */
export function useDeviceName(): (agent: string) => string {
  const t = useText(text);
  return (agent) => {
    const [browser, system] = [find(BROWSERS, agent), find(SYSTEMS, agent)];
    if (browser && system) return t.on(browser, system);
    const program = agent.split(/[/ ]/)[0];
    return browser ?? system ?? (program ? t.program(program) : t.unknown);
  };
}
