/** Pages in place of one that can't be shown. */
import { Component, type ReactNode } from "react";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/feedback";
import { Lock, SearchX, TriangleAlert } from "../ui/icons";
import { getLanguage, useText, words } from "./language";
import { useTitle } from "./title";

const text = words({
  id: {
    notFound: "Halaman ini tidak ada",
    notFoundHint: "Mungkin alamatnya salah ketik, atau halamannya sudah dipindahkan.",
    forbidden: "Halaman ini bukan untuk akun Anda",
    forbiddenHint: (roles: string) => `Halaman ini untuk ${roles}. Anda dapat meminta peran itu di akun Anda.`,
    failed: "Halaman ini gagal dimuat",
    failedHint: "Periksa sambungan Anda, lalu muat ulang.",
    home: "Ke toko",
    account: "Ke akun",
    reload: "Muat ulang",
    roles: { buyer: "pembeli", seller: "penjual", developer: "pengembang", admin: "admin" },
    or: " atau ",
  },
  en: {
    notFound: "This page doesn't exist",
    notFoundHint: "The address may be mistyped, or the page has moved.",
    forbidden: "This page is not for your account",
    forbiddenHint: (roles: string) => `This page is for a ${roles}. You can request that role in your account.`,
    failed: "This page failed to load",
    failedHint: "Check your connection, then reload.",
    home: "Go to the shop",
    account: "Go to your account",
    reload: "Reload",
    roles: { buyer: "buyer", seller: "seller", developer: "developer", admin: "admin" },
    or: " or ",
  },
});

export function NotFound() {
  const t = useText(text);
  useTitle(t.notFound);
  return (
    <EmptyState icon={SearchX} title={t.notFound} action={<ButtonLink look="primary" to="/">{t.home}</ButtonLink>}>
      {t.notFoundHint}
    </EmptyState>
  );
}

export function Forbidden({ roles }: { roles: readonly ("buyer" | "seller" | "developer" | "admin")[] }) {
  const t = useText(text);
  useTitle(t.forbidden);
  return (
    <EmptyState icon={Lock} title={t.forbidden} action={<ButtonLink look="primary" to="/account">{t.account}</ButtonLink>}>
      {t.forbiddenHint(roles.map((role) => t.roles[role]).join(t.or))}
    </EmptyState>
  );
}

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
