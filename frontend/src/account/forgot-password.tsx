import { useState } from "react";
import { Link } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { Mail } from "../ui/icons";
import { Entry } from "./entry";
import { Submit, useForm } from "./form";

const text = words({
  id: {
    title: "Lupa kata sandi", lead: "Tulis email akun Anda. Kami kirim tautan untuk membuat kata sandi baru.", email: "Email", send: "Kirim tautan",
    sent: "Periksa email Anda", sentHint: (email: string) => `Jika ada akun dengan ${email}, tautannya sudah dikirim. Periksa juga folder spam.`,
    again: "Pakai email lain", enter: "Masuk", back: "Kembali ke halaman masuk",
  },
  en: {
    title: "Forgotten password", lead: "Enter the e-mail address of your account. We will send a link to set a new password.", email: "E-mail", send: "Send link",
    sent: "Check your e-mail", sentHint: (email: string) => `If there is an account with ${email}, the link is on its way. Check your spam folder, too.`,
    again: "Use another address", enter: "Sign in", back: "Back to signing in",
  },
});

export default function ForgotPassword() {
  const t = useText(text);
  const [sentTo, setSentTo] = useState("");
  const form = useForm(["email"], async ({ email = "" }) => api.accounts.requestPasswordReset({ email: email.trim() }), (_, { email = "" }) => setSentTo(email.trim()));
  if (sentTo) {
    return (
      <Entry title={t.title}>
        <EmptyState icon={Mail} title={t.sent} action={<div className="row"><Button onClick={() => setSentTo("")}>{t.again}</Button><ButtonLink to="/login">{t.enter}</ButtonLink></div>}>
          {t.sentHint(sentTo)}
        </EmptyState>
      </Entry>
    );
  }
  return (
    <Entry title={t.title} lead={t.lead} foot={<Link to="/login">{t.back}</Link>}>
      <form {...form.props} className="stack">
        <TextField label={t.email} name="email" type="email" required maxLength={254} autoComplete="email" autoFocus error={form.errors["email"]} />
        <Submit form={form}>{t.send}</Submit>
      </form>
    </Entry>
  );
}
