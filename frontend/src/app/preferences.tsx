import { useState } from "react";
import { Segments } from "../ui/tabs";
import { getLanguage, type Language, setLanguage, useText, words } from "./language";
import { getTheme, setTheme, type Theme } from "./theme";

const text = words({
  id: { language: "Bahasa", theme: "Tampilan", system: "Sistem", light: "Terang", dark: "Gelap" },
  en: { language: "Language", theme: "Appearance", system: "System", light: "Light", dark: "Dark" },
});

/** The language and the theme of this browser. */
export function Preferences() {
  const t = useText(text);
  const [theme, choose] = useState(getTheme);
  return (
    <div className="row between">
      <Segments<Language> label={t.language} value={getLanguage()} onChange={setLanguage} choices={[{ value: "id", label: "Indonesia" }, { value: "en", label: "English" }]} />
      <Segments<Theme>
        label={t.theme}
        value={theme}
        onChange={(next) => { setTheme(next); choose(next); }}
        choices={[{ value: "system", label: t.system }, { value: "light", label: t.light }, { value: "dark", label: t.dark }]}
      />
    </div>
  );
}
