import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { useLanguage } from "./app/language";
import { queryClient } from "./app/queries";
import { Routes } from "./app/routes";
import { SessionProvider } from "./app/session";
import { Shell } from "./app/shell";
import { showTheme } from "./app/theme";

function App() {
  const language = useLanguage();
  // Formats of numbers and dates follow the language, so a change renders every page anew.
  return (
    <SessionProvider key={language}>
      <Shell>
        <Routes />
      </Shell>
    </SessionProvider>
  );
}

showTheme();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
