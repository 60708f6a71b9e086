import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { useUser } from "../app/session";
import { PasswordField } from "../ui/fields";
import { toast } from "../ui/toast";
import { Submit, useForm } from "./form";
import { NewPasswordField } from "./new-password";

const text = words({
  id: { now: "Kata sandi sekarang", next: "Kata sandi baru", save: "Ganti kata sandi", done: "Kata sandi sudah diganti. Perangkat lain dikeluarkan.", forgot: "Lupa kata sandi?" },
  en: { now: "Current password", next: "New password", save: "Change password", done: "Your password was changed. Other devices are signed out.", forgot: "Forgot your password?" },
});

export function PasswordForm() {
  const t = useText(text);
  const { email, username } = useUser();
  const client = useQueryClient();
  // A new key empties the form.
  const [changes, setChanges] = useState(0);
  const form = useForm(
    ["current_password", "new_password"],
    async ({ current_password = "", new_password = "" }) => api.setTokens(await api.accounts.changePassword({ current_password, new_password })),
    () => {
      setChanges(changes + 1);
      toast.done(t.done);
      void client.invalidateQueries({ queryKey: ["sessions"] });
    },
  );
  return (
    <form key={changes} {...form.props} className="card stack">
      <input type="text" autoComplete="username" value={email ?? username ?? ""} hidden readOnly />
      <PasswordField label={t.now} name="current_password" required autoComplete="current-password" error={form.errors["current_password"]} />
      <NewPasswordField label={t.next} name="new_password" error={form.errors["new_password"]} />
      <div className="form-end">
        <Submit form={form}>{t.save}</Submit>
        <Link className="link-line" to="/forgot-password">{t.forgot}</Link>
      </div>
    </form>
  );
}
