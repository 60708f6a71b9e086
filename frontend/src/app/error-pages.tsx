/** Pages in place of one that can't be shown. */
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/feedback";
import { Lock, SearchX } from "../ui/icons";
import { useText, words } from "./language";
import { useTitle } from "./title";

const text = words({
  id: {
    notFound: "Halaman ini tidak ada",
    notFoundHint: "Mungkin alamatnya salah ketik, atau halamannya sudah dipindahkan.",
    forbidden: "Halaman ini bukan untuk akun Anda",
    forbiddenHint: (roles: string) => `Halaman ini untuk ${roles}.`,
    request: (role: string) => `Anda dapat meminta peran ${role} di akun Anda.`,
    home: "Ke toko",
    account: "Ke akun",
    roles: { buyer: "pembeli", seller: "penjual", developer: "pengembang", admin: "admin" },
    or: " atau ",
  },
  en: {
    notFound: "This page doesn't exist",
    notFoundHint: "The address may be mistyped, or the page has moved.",
    forbidden: "This page is not for your account",
    forbiddenHint: (roles: string) => `This page is for a user with the role ${roles}.`,
    request: (role: string) => `You can request the role ${role} in your account.`,
    home: "Go to the shop",
    account: "Go to your account",
    roles: { buyer: "buyer", seller: "seller", developer: "developer", admin: "admin" },
    or: " or ",
  },
});

export function NotFound() {
  const t = useText(text);
  useTitle(t.notFound);
  return (
    <EmptyState heading="h1" icon={SearchX} title={t.notFound} action={<ButtonLink look="primary" to="/">{t.home}</ButtonLink>}>
      {t.notFoundHint}
    </EmptyState>
  );
}

/** Nobody can request to be an admin. */
const REQUESTABLE = ["seller", "developer"] as const;

export function Forbidden({ roles }: { roles: readonly ("buyer" | "seller" | "developer" | "admin")[] }) {
  const t = useText(text);
  useTitle(t.forbidden);
  const requestable = REQUESTABLE.filter((role) => roles.includes(role));
  const names = (some: typeof roles) => some.map((role) => t.roles[role]).join(t.or);
  const action = requestable.length ? <ButtonLink look="primary" to="/account">{t.account}</ButtonLink> : <ButtonLink look="primary" to="/">{t.home}</ButtonLink>;
  return (
    <EmptyState heading="h1" icon={Lock} title={t.forbidden} action={action}>
      {t.forbiddenHint(names(roles))} {requestable.length > 0 && t.request(names(requestable))}
    </EmptyState>
  );
}
