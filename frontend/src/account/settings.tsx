/** The frame of the account's pages, and of their sections. */
import type { ReactNode } from "react";
import { useText, words } from "../app/language";
import { useTitle } from "../app/title";
import { useUser } from "../app/session";
import { PageTabs } from "../ui/tabs";
import { roleNames } from "./role-names";
import "./account.css";

const text = words({
  id: { label: "Akun", profile: "Profil", security: "Keamanan", activity: "Aktivitas" },
  en: { label: "Account", profile: "Profile", security: "Security", activity: "Activity" },
});

export function Settings({ page, children }: { page: "profile" | "security" | "activity"; children: ReactNode }) {
  const t = useText(text);
  const names = useText(roleNames);
  const user = useUser();
  useTitle(t[page]);
  return (
    <>
      <div className="account-head">
        <Avatar name={user.name} url={user.avatar_url} />
        <div className="grow">
          <h1>{user.name}</h1>
          <p className="soft small">{user.roles.map((role) => names[role]).join(" · ")}</p>
        </div>
      </div>
      <PageTabs
        label={t.label}
        tabs={[{ to: "/account", label: t.profile, end: true }, { to: "/account/security", label: t.security }, { to: "/account/activity", label: t.activity }]}
      />
      {children}
    </>
  );
}

export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="settings-section">
      <header>
        <h2>{title}</h2>
        {lead && <p>{lead}</p>}
      </header>
      <div className="stack">{children}</div>
    </section>
  );
}

export function Avatar({ name, url, large }: { name: string; url: string | null | undefined; large?: boolean }) {
  return (
    <span className={`avatar ${large ? "large" : ""}`} aria-hidden>
      {url ? <img src={url} alt="" width={large ? 160 : 72} height={large ? 160 : 72} /> : name.slice(0, 1).toUpperCase()}
    </span>
  );
}
