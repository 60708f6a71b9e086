import { useState } from "react";
import { Link } from "react-router";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { hasCode } from "../app/problem";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/feedback";
import { Checkbox } from "../ui/fields";
import { CheckCircle2 } from "../ui/icons";
import { BrokenLink } from "./broken-link";
import { Entry } from "./entry";
import { Submit, useForm } from "./form";
import { useLinkToken } from "./link-token";
import { NewPasswordField } from "./new-password";

const text = words({
  id: {
    title: "Kata sandi baru", lead: "Semua yang sedang masuk ke akun ini akan dikeluarkan.", password: "Kata sandi baru", keys: "Cabut juga semua kunci API saya",
    save: "Simpan kata sandi", done: "Kata sandi baru sudah berlaku", doneHint: "Masuklah dengan kata sandi itu.",
    revoked: (keys: string) => `${keys} kunci API dicabut.`, second: "Verifikasi dua langkah dimatikan, karena alamat ini belum pernah dipastikan.",
    enter: "Masuk", another: "Minta tautan baru",
  },
  en: {
    title: "New password", lead: "All sessions of this account will be signed out.", password: "New password", keys: "Also revoke all my API keys",
    save: "Save password", done: "Your new password is set", doneHint: "Sign in with it.",
    revoked: (keys: string) => `${keys} API keys were revoked.`, second: "Two-step verification was removed, because this address was never verified.",
    enter: "Sign in", another: "Request a new link",
  },
});

export default function ResetPassword() {
  const t = useText(text);
  const token = useLinkToken();
  const [result, setResult] = useState<{ api_keys_revoked: number; second_factor_removed: boolean } | null>(null);
  const form = useForm(
    ["password"],
    async ({ password = "", keys }) => api.accounts.resetPassword({ token, password, revoke_api_keys: keys === "on" }),
    setResult,
  );
  const another = <ButtonLink look="primary" to="/forgot-password">{t.another}</ButtonLink>;
  if (!token || form.errors["token"] || hasCode(form.error, "link_expired")) return <BrokenLink title={t.title} complete={Boolean(token)} action={another} />;
  if (result) {
    return (
      <Entry title={t.title}>
        <EmptyState icon={CheckCircle2} title={t.done} action={<ButtonLink look="primary" to="/login">{t.enter}</ButtonLink>}>
          {t.doneHint} {result.api_keys_revoked > 0 && t.revoked(formatNumber(result.api_keys_revoked))} {result.second_factor_removed && t.second}
        </EmptyState>
      </Entry>
    );
  }
  return (
    <Entry title={t.title} lead={t.lead} foot={<Link to="/login">{t.enter}</Link>}>
      <form {...form.props} className="stack">
        <input type="text" autoComplete="username" hidden readOnly />
        <NewPasswordField label={t.password} name="password" error={form.errors["password"]} />
        <Checkbox label={t.keys} name="keys" />
        <Submit form={form}>{t.save}</Submit>
      </form>
    </Entry>
  );
}
