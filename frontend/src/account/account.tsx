import { useText, words } from "../app/language";
import { Preferences } from "../app/preferences";
import { useSession } from "../app/session";
import { Button } from "../ui/button";
import { Loaded, Skeleton } from "../ui/feedback";
import { LogOut } from "../ui/icons";
import { AvatarForm } from "./avatar-form";
import { EmailForm } from "./email-form";
import { useProfile } from "./profile";
import { ProfileForm } from "./profile-form";
import { RoleRequests } from "./role-requests";
import { Section, Settings } from "./settings";

const text = words({
  id: {
    profile: "Profil", profileLead: "Nama Anda tampak di struk, pesanan, dan sertifikat.", email: "Alamat email", emailLead: "Untuk masuk, memulihkan kata sandi, dan kabar pesanan.",
    roles: "Peran", rolesLead: "Peran menentukan apa yang dapat Anda kerjakan di toko ini.", browser: "Perangkat ini", browserLead: "Bahasa dan tampilan di peramban ini.",
    signOut: "Keluar", signingOut: "Anda keluar di semua tab peramban ini.",
  },
  en: {
    profile: "Profile", profileLead: "Your name appears on receipts, orders and certificates.", email: "E-mail address", emailLead: "For signing in, resetting your password, and news of your orders.",
    roles: "Roles", rolesLead: "Roles decide what you can do in this shop.", browser: "This device", browserLead: "Language and appearance in this browser.",
    signOut: "Sign out", signingOut: "You are signed out in all tabs of this browser.",
  },
});

export default function Account() {
  const t = useText(text);
  const { signOut } = useSession();
  const profile = useProfile();
  return (
    <Settings page="profile">
      <Loaded query={profile} skeleton={<Skeleton lines={6} height={44} />}>
        {(data) => (
          <div className="settings">
            <Section title={t.profile} lead={t.profileLead}>
              <div className="card stack">
                <AvatarForm profile={data} />
                <hr />
                <ProfileForm profile={data} />
              </div>
            </Section>
            <Section title={t.email} lead={t.emailLead}><EmailForm profile={data} /></Section>
            <Section title={t.roles} lead={t.rolesLead}><RoleRequests /></Section>
            <Section title={t.browser} lead={t.browserLead}>
              <div className="card stack">
                <Preferences />
                <hr />
                <div className="row between">
                  <p className="soft small">{t.signingOut}</p>
                  <Button icon={LogOut} onClick={() => void signOut()}>{t.signOut}</Button>
                </div>
              </div>
            </Section>
          </div>
        )}
      </Loaded>
    </Settings>
  );
}
