import { stored } from "./store";

export type Theme = "system" | "light" | "dark";

export const getTheme = (): Theme => (stored.get("theme") as Theme | null) ?? "system";

/** Use this theme from now on; `system` follows the device. */
export function setTheme(theme: Theme): void {
  stored.set("theme", theme === "system" ? null : theme);
  showTheme();
}

export function showTheme(): void {
  const theme = getTheme();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
