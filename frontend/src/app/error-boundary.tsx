import { Component, type ReactNode } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/feedback";
import { TriangleAlert } from "../ui/icons";
import { getLanguage, words } from "./language";

const text = words({
  id: { failed: "Halaman ini gagal dimuat", failedHint: "Periksa sambungan Anda, lalu muat ulang.", reload: "Muat ulang" },
  en: { failed: "This page failed to load", failedHint: "Check your connection, then reload.", reload: "Reload" },
});

/** Shows a page in place of one whose code failed, or could not be loaded. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const t = text[getLanguage()];
    return (
      <EmptyState icon={TriangleAlert} title={t.failed} action={<Button look="primary" onClick={() => location.reload()}>{t.reload}</Button>}>
        {t.failedHint}
      </EmptyState>
    );
  }
}
