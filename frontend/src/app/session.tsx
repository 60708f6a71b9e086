/** Who is signed in, and what they may see. */
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { type ReactNode, createContext, lazy, Suspense, useContext, useEffect, useMemo, useState } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { Skeleton } from "../ui/feedback";
import { toast } from "../ui/toast";
import { api, onSignedOut } from "./api";
import { getLanguage, words } from "./language";
import { onMustEnrol } from "./queries";
import { parse, stored } from "./store";

export type Role = "buyer" | "seller" | "developer" | "admin";
export type User = Pick<Schemas["OwnProfile"], "id" | "name" | "email" | "email_verified" | "username" | "roles"> & { avatar_url?: string | null };

interface Session {
  /** Null for a visitor. */
  user: User | null;
  /** Whether there is a session, but it is not known yet whose. */
  loading: boolean;
  /** Whether the session has ended without a sign-out, until it was told or somebody signs in. */
  ended: boolean;
  forgetEnd: () => void;
  has: (...roles: Role[]) => boolean;
  signIn: (name: string, password: string, second?: { code?: string; recovery_code?: string }) => Promise<void>;
  /** The same key stands for the same account: if an answer was lost, send the person again with it. */
  signUp: (person: Schemas["SignUp"], idempotencyKey: string) => Promise<void>;
  signOut: () => Promise<void>;
}

const SECURITY = "/account/security";
const text = words({
  id: { unheard: "Anda sudah keluar di perangkat ini, tetapi toko belum dapat dihubungi." },
  en: { unheard: "You are signed out on this device, but the shop couldn't be reached." },
});

const Context = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error("no SessionProvider");
  return session;
}

/** The user that is signed in, on pages that only they can open. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error("nobody is signed in");
  return user;
}

/** The user of the last visit, shown until the profile has arrived. */
const remembered = (): User | null => (stored.get("tokens") ? (parse<User>(stored.get("user")) ?? null) : null);

/** Forget what belongs to the last user, and load anew what is on the screen. */
function renew(client: QueryClient): void {
  client.removeQueries({ type: "inactive" });
  client.removeQueries({ queryKey: ["profile"] });
  // Pages of the last user are gone by then.
  setTimeout(() => void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "profile" && queryKey[0] !== "shop" }));
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [known, setKnown] = useState(remembered);
  // Kept in the storage, so that the other tabs, which reload, tell it as well.
  const [ended, setEnded] = useState(() => !known && stored.get("ended") !== null);
  const remember = (next: User | null) => {
    stored.set("user", next && JSON.stringify(next));
    setKnown(next);
  };
  const tell = (next: boolean) => {
    stored.set("ended", next ? "yes" : null);
    setEnded(next);
  };

  const hasTokens = stored.get("tokens") !== null;
  const profile = useQuery({ queryKey: ["profile"], queryFn: () => api.users.showProfile(), enabled: hasTokens });
  const user = known ?? (hasTokens ? (profile.data ?? null) : null);
  useEffect(() => {
    if (profile.data) remember(profile.data);
  }, [profile.data]);

  useEffect(() => onSignedOut((problem) => {
    tell(problem !== undefined);
    remember(null);
    renew(client);
  }), [client]);

  useEffect(() => onMustEnrol(() => {
    const { pathname, search } = window.location;
    // The profile stays open: most of it needs no second factor.
    if (pathname !== SECURITY && pathname !== "/account") void navigate(`${SECURITY}?next=${encodeURIComponent(pathname + search)}`, { replace: true });
  }), [navigate]);

  useEffect(() => {
    // Another tab has signed in as someone else, or out, or has changed the profile.
    const follow = (event: StorageEvent) => {
      if (event.key !== null && event.key !== "finenice.user") return;
      const other = parse<User>(event.newValue) ?? null;
      if (other?.id !== user?.id) location.reload();
      else setKnown(other);
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [user]);

  const loading = !user && hasTokens && profile.isPending;
  const session = useMemo<Session>(() => {
    const enter = (next: User) => {
      tell(false);
      remember(next);
      renew(client);
    };
    return {
      user,
      loading,
      ended,
      forgetEnd: () => tell(false),
      has: (...roles) => Boolean(user?.roles.some((role) => roles.includes(role as Role))),
      signIn: async (name, password, second) => enter((await api.signIn(name, password, second)).user),
      signUp: async (person, idempotencyKey) => enter((await api.signUp(person, { idempotencyKey })).user),
      signOut: async () => {
        try {
          await api.signOut();
        } catch {
          toast.failed(text[getLanguage()].unheard);
        }
      },
    };
  }, [client, user, loading, ended]);
  return <Context value={session}>{children}</Context>;
}

/** Where to go after signing in: a path of this shop, never another site. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  // Browsers drop tabs and line breaks, and read a backslash as a slash.
  return next.startsWith("/") && new URL(next, location.origin).origin === location.origin ? next : "/";
}

export function useSignInPath(): string {
  const { pathname, search } = useLocation();
  return `/login?next=${encodeURIComponent(pathname + search)}`;
}

/** Go to the sign-in page and come back here. */
export function useAskToSignIn(): () => void {
  const navigate = useNavigate();
  const path = useSignInPath();
  return () => void navigate(path);
}

const Forbidden = lazy(async () => ({ default: (await import("./error-pages")).Forbidden }));

/** Render the page for these roles alone: visitors sign in first, others are told which role it needs. */
export function Access({ roles, children }: { roles?: readonly Role[]; children: ReactNode }) {
  const { user, loading, has } = useSession();
  const signInPath = useSignInPath();
  if (loading) return <Skeleton lines={6} height={44} />;
  if (!user) return <Navigate to={signInPath} replace />;
  if (roles && !has(...roles)) return <Suspense><Forbidden roles={roles} /></Suspense>;
  return children;
}
