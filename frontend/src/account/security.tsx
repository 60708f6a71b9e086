import { useText, words } from "../app/language";
import { PasswordForm } from "./password-form";
import { SecondFactor } from "./second-factor";
import { Sessions } from "./sessions";
import { Section, Settings } from "./settings";

const text = words({
  id: {
    password: "Kata sandi", passwordLead: "Setelah diganti, semua perangkat lain dikeluarkan.", second: "Verifikasi dua langkah",
    secondLead: "Selain kata sandi, masuk memerlukan kode dari ponsel Anda.", sessions: "Perangkat", sessionsLead: "Perangkat yang sedang masuk ke akun Anda. Akhiri yang tidak Anda kenal.",
  },
  en: {
    password: "Password", passwordLead: "All other devices are signed out after a change.", second: "Two-step verification",
    secondLead: "Besides the password, signing in takes a code from your phone.", sessions: "Devices", sessionsLead: "Devices that are signed in to your account. End those you don't know.",
  },
});

export default function Security() {
  const t = useText(text);
  return (
    <Settings page="security">
      <div className="settings">
        <Section title={t.second} lead={t.secondLead}><SecondFactor /></Section>
        <Section title={t.sessions} lead={t.sessionsLead}><Sessions /></Section>
        <Section title={t.password} lead={t.passwordLead}><PasswordForm /></Section>
      </div>
    </Settings>
  );
}
