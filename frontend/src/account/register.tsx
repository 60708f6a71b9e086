import { newKey } from "finenice-client";
import { useRef } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { useText, words } from "../app/language";
import { nextPath, useSession } from "../app/session";
import { TextField } from "../ui/fields";
import { toast } from "../ui/toast";
import { Entry } from "./entry";
import { Submit, useForm } from "./form";
import { NewPasswordField } from "./new-password";

const text = words({
  id: {
    title: "Daftar", lead: "Untuk berbelanja, berjualan, dan belajar di toko ini.", name: "Nama", who: "Email atau nama pengguna",
    whoHint: "Dengan email, Anda dapat memulihkan kata sandi yang terlupa.", password: "Kata sandi", create: "Buat akun", have: "Sudah punya akun?",
    enter: "Masuk", sent: (email: string) => `Akun Anda sudah siap. Kami mengirim tautan ke ${email} untuk memastikan alamat itu milik Anda.`, done: "Akun Anda sudah siap.",
  },
  en: {
    title: "Sign up", lead: "To shop, sell and learn here.", name: "Name", who: "E-mail or username",
    whoHint: "With an e-mail address you can reset a forgotten password.", password: "Password", create: "Create account", have: "Have an account already?",
    enter: "Sign in", sent: (email: string) => `Your account is ready. We sent a link to ${email} to verify that it is yours.`, done: "Your account is ready.",
  },
});

export default function Register() {
  const t = useText(text);
  const { user, signUp } = useSession();
  const { search } = useLocation();
  const last = useRef({ sent: "", key: "" });
  const form = useForm(
    ["name", "who", "email", "username", "password"],
    async ({ name = "", who = "", password = "" }) => {
      const given = who.trim();
      const person = { ...(given.includes("@") ? { email: given } : { username: given }), password, ...(name.trim() ? { name: name.trim() } : {}) };
      const sent = JSON.stringify(person);
      // Another try after a lost answer is the same sign-up.
      if (sent !== last.current.sent) last.current = { sent, key: newKey() };
      await signUp(person, last.current.key);
      toast.done(given.includes("@") ? t.sent(given) : t.done);
    },
    () => undefined,
  );
  if (user) return <Navigate to={nextPath(search)} replace />;
  return (
    <Entry title={t.title} lead={t.lead} foot={<p>{t.have} <Link to={`/login${search}`}>{t.enter}</Link></p>}>
      <form {...form.props} className="stack">
        <TextField label={t.name} name="name" optional maxLength={150} autoComplete="name" error={form.errors["name"]} />
        <TextField
          label={t.who} hint={t.whoHint} name="who" required maxLength={254} autoComplete="username" autoCapitalize="none" spellCheck={false}
          error={form.errors["who"] ?? form.errors["email"] ?? form.errors["username"]}
        />
        <NewPasswordField label={t.password} name="password" error={form.errors["password"]} />
        <Submit form={form}>{t.create}</Submit>
      </form>
    </Entry>
  );
}
