/** The frame of every page: top bar, side bar on wide screens, bottom bar on phones, footer. */
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/input.css";
import "../ui/card.css";
import "./shell.css";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { Link, NavLink, useLocation } from "react-router";
import { badgeOf, useBasketCount } from "../shop/basket";
import { ButtonLink, IconButton } from "../ui/button";
import { Alert } from "../ui/feedback";
import { Menu as MenuIcon, ShoppingBasket, User, X } from "../ui/icons";
import { Toasts } from "../ui/toast";
import { getLanguage, setLanguage, useText, words } from "./language";
import { bottomPlaces, placeNames } from "./navigation";
import { PlaceLink, useGroups } from "./places";
import { useSession, useSignInPath } from "./session";
import { useShop } from "./shop";
import { UpdateNotice } from "./update-notice";

const text = words({
  id: {
    skip: "Langsung ke isi", main: "Utama", signIn: "Masuk", register: "Daftar", signOut: "Keluar", basket: (count: number) => `Keranjang, ${count} barang`,
    ended: "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan.", close: "Tutup", otherLanguage: "English", preferences: "Tampilan", api: "Dokumentasi API", poweredBy: "Dijalankan dengan Finenice",
  },
  en: {
    skip: "Skip to content", main: "Main", signIn: "Sign in", register: "Sign up", signOut: "Sign out", basket: (count: number) => `Basket, ${count} items`,
    ended: "Your session has ended. Sign in again to go on.", close: "Close", otherLanguage: "Bahasa Indonesia", preferences: "Appearance", api: "API documentation", poweredBy: "Runs on Finenice",
  },
});

const MoreSheet = lazy(() => import("./more-sheet"));

export function Shell({ children }: { children: ReactNode }) {
  const t = useText(text);
  const { user } = useSession();
  const main = useRef<HTMLElement>(null);
  const { pathname, state } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    // A new page starts at its top, and screen readers start there, too; a variant of a product is no new page.
    if (first.current) first.current = false;
    else if (!state?.stay) {
      scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <div className={`shell ${user ? "with-side-bar" : ""}`}>
      <a className="skip" href="#main">{t.skip}</a>
      <TopBar />
      {user && <SideBar />}
      <main id="main" ref={main} tabIndex={-1}>
        <UpdateNotice />
        <EndedNotice />
        {children}
      </main>
      <Footer />
      <BottomBar />
      <Toasts />
    </div>
  );
}

/** Tells that the session has ended elsewhere, and leads back here after signing in. */
function EndedNotice() {
  const t = useText(text);
  const { ended, forgetEnd } = useSession();
  const signInPath = useSignInPath();
  const { pathname } = useLocation();
  if (!ended) return null;
  return (
    <div className="notice" role="status">
      <Alert
        tone="warning"
        action={pathname !== "/login" && (
          <div className="row">
            <ButtonLink to={signInPath}>{t.signIn}</ButtonLink>
            <IconButton icon={X} label={t.close} onClick={forgetEnd} />
          </div>
        )}
      >
        <p>{t.ended}</p>
      </Alert>
    </div>
  );
}

function ShopName() {
  const { name, logo_url } = useShop();
  return (
    <Link to="/" className="shop-name">
      {logo_url && <img src={logo_url} alt="" width={32} height={32} />}
      <span>{name}</span>
    </Link>
  );
}

function TopBar() {
  const t = useText(text);
  const names = useText(placeNames);
  const { user, loading } = useSession();
  const signInPath = useSignInPath();
  const { pathname, search } = useLocation();
  // Between these two, the way back stays as it is.
  const entryPath = ["/login", "/register"].includes(pathname) ? `/login${search}` : signInPath;
  return (
    <header className="top-bar no-print">
      <ShopName />
      <div className="row end">
        {!user && <NavLink to="/courses" className="top-link wide-only">{names.courses}</NavLink>}
        <BasketLink />
        {user ? (
          <Link to="/account" className="avatar-link wide-only" aria-label={names.account} title={user.name}>
            {user.avatar_url ? <img src={user.avatar_url} alt="" width={32} height={32} /> : <User size={20} aria-hidden />}
          </Link>
        ) : !loading && (
          <>
            {pathname !== "/register" && <ButtonLink look="quiet" className={pathname === "/login" ? "" : "wide-only"} to={entryPath.replace("/login", "/register")}>{t.register}</ButtonLink>}
            {pathname !== "/login" && <ButtonLink look="primary" to={entryPath}>{t.signIn}</ButtonLink>}
          </>
        )}
      </div>
    </header>
  );
}

function BasketLink() {
  const t = useText(text);
  const count = useBasketCount();
  return (
    <Link to="/basket" className="basket-link" aria-label={t.basket(count)}>
      <ShoppingBasket size={22} aria-hidden />
      {count > 0 && <span className="count" aria-hidden>{badgeOf(count)}</span>}
    </Link>
  );
}

function SideBar() {
  const t = useText(text);
  const names = useText(placeNames);
  const groups = useGroups();
  return (
    <nav className="side-bar no-print" aria-label={t.main}>
      {groups.map(({ name, places }) => (
        <div key={name}>
          {groups.length > 1 && <p className="group-name">{names.groups[name]}</p>}
          {places.map((place) => <PlaceLink key={place.name} place={place} />)}
        </div>
      ))}
    </nav>
  );
}

function BottomBar() {
  const t = useText(text);
  const names = useText(placeNames);
  const { user, has } = useSession();
  const [open, setOpen] = useState(false);
  const visible = bottomPlaces(has).filter(({ own }) => !own || user);
  return (
    <>
      <nav className="bottom-bar no-print" aria-label={t.main}>
        {visible.map((place) => <PlaceLink key={place.name} place={place} />)}
        <button type="button" className="place" onClick={() => setOpen(true)}>
          <MenuIcon size={20} aria-hidden />
          <span>{names.more}</span>
        </button>
      </nav>
      {open && <Suspense><MoreSheet onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}

function Footer() {
  const t = useText(text);
  const { user, signOut } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <footer className="foot no-print">
      <div className="row">
        <button type="button" className="foot-link" lang={t.otherLanguage === "English" ? "en" : "id"} onClick={() => setLanguage(getLanguage() === "id" ? "en" : "id")}>{t.otherLanguage}</button>
        <button type="button" className="foot-link" onClick={() => setOpen(true)}>{t.preferences}</button>
        {user && <button type="button" className="foot-link" onClick={() => void signOut()}>{t.signOut}</button>}
        <a href="/docs" className="foot-link">{t.api}</a>
      </div>
      <span className="soft">{t.poweredBy}</span>
      {open && <Suspense><MoreSheet onClose={() => setOpen(false)} /></Suspense>}
    </footer>
  );
}
