/** Who is signed in, and what they may see. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { toast } from "../ui/toast";
import { Forbidden } from "./error-pages";
import { api, onSignedOut } from "./api";
import { parse, stored } from "./store";

export type Role = "buyer" | "seller" | "developer" | "admin";
export type User = Pick<Schemas["OwnProfile"], "id" | "name" | "email" | "email_verified" | "username" | "roles"> & { avatar_url?: string | null };

interface Session {
  /** Null for a visitor. */
  user: User | null;
  has: (...roles: Role[]) => boolean;
  signIn: (name: string, password: string, second?: { code?: string; recovery_code?: string }) => Promise<void>;
  signUp: (person: Schemas["SignUp"]) => Promise<void>;
  signOut: () => Promise<void>;
}

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

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [user, setUser] = useState(remembered);
  const remember = (next: User | null) => {
    stored.set("user", next && JSON.stringify(next));
    setUser(next);
  };

  const profile = useQuery({ queryKey: ["profile"], queryFn: () => api.users.showProfile(), enabled: stored.get("tokens") !== null });
  useEffect(() => {
    if (profile.data) remember(profile.data);
  }, [profile.data]);

  useEffect(() => onSignedOut((problem) => {
    remember(null);
    client.removeQueries({ queryKey: ["profile"] });
    void client.invalidateQueries();
    if (problem) toast.failed(problem.message);
  }), [client]);

  useEffect(() => {
    // Another tab has signed in as someone else, or out.
    const follow = (event: StorageEvent) => {
      if (event.key === "finenice.user" && parse<User>(event.newValue)?.id !== user?.id) location.reload();
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [user]);

  const session = useMemo<Session>(() => {
    const enter = async (next: User) => {
      client.clear();
      remember(next);
      await client.invalidateQueries();
    };
    return {
      user,
      has: (...roles) => Boolean(user?.roles.some((role) => roles.includes(role as Role))),
      signIn: async (name, password, second) => enter((await api.signIn(name, password, second)).user),
      signUp: async (person) => enter((await api.signUp(person)).user),
      signOut: async () => {
        await api.signOut();
        client.clear();
        remember(null);
      },
    };
  }, [client, user]);
  return <Context value={session}>{children}</Context>;
}

/** Where to go after signing in: a path of this shop, never another site. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
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

/** Render the page for these roles alone: visitors sign in first, others are told which role it needs. */
export function Access({ roles, children }: { roles?: readonly Role[]; children: ReactNode }) {
  const { user, has } = useSession();
  const signInPath = useSignInPath();
  if (!user) return <Navigate to={signInPath} replace />;
  if (roles && !has(...roles)) return <Forbidden roles={roles} />;
  return children;
}
