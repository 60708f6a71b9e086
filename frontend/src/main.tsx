import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition, useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import "./app/back";
import { useLanguage } from "./app/language";
import { queryClient } from "./app/queries";
import { Routes } from "./app/routes";
import { SessionProvider } from "./app/session";
import { Shell } from "./app/shell";
import { showTheme } from "./app/theme";

function App() {
  const language = useLanguage();
  const shown = useRef(language);
  useEffect(() => {
    if (shown.current === language) return;
    shown.current = language;
    // The API writes some sentences, too.
    void queryClient.invalidateQueries();
  }, [language]);
  return (
    <SessionProvider>
      <Shell>
        <Routes />
      </Shell>
    </SessionProvider>
  );
}

showTheme();
const root = createRoot(document.getElementById("root")!);
// In pieces, so that a slow phone is never busy for long.
startTransition(() => root.render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
));
