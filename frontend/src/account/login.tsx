import { useState } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { useText, words } from "../app/language";
import { hasCode, isProblem } from "../app/problem";
import { nextPath, useSession } from "../app/session";
import { Button } from "../ui/button";
import { PasswordField, TextField } from "../ui/fields";
import { ArrowLeft } from "../ui/icons";
import { Entry } from "./entry";
import { Submit, useForm } from "./form";

const text = words({
  id: {
    title: "Masuk", name: "Email atau nama pengguna", password: "Kata sandi", forgot: "Lupa kata sandi?", enter: "Masuk", none: "Belum punya akun?",
    register: "Daftar", secondTitle: "Satu langkah lagi", code: "Kode dari aplikasi autentikator", codeHint: "Enam angka yang berganti setiap 30 detik.",
    recovery: "Kode pemulihan", recoveryHint: "Salah satu kode yang Anda simpan saat mengaktifkan verifikasi dua langkah. Setiap kode berlaku sekali.",
    useRecovery: "Pakai kode pemulihan", useCode: "Pakai kode dari aplikasi", back: "Ganti akun",
  },
  en: {
    title: "Sign in", name: "E-mail or username", password: "Password", forgot: "Forgot your password?", enter: "Sign in", none: "No account yet?",
    register: "Sign up", secondTitle: "One more step", code: "Code from your authenticator app", codeHint: "Six digits that change every 30 seconds.",
    recovery: "Recovery code", recoveryHint: "One of the codes that you saved when you set up two-step verification. Each works once.",
    useRecovery: "Use a recovery code", useCode: "Use the code from the app", back: "Use another account",
  },
});

interface Credentials {
  name: string;
  password: string;
}

export default function Login() {
  const t = useText(text);
  const { user } = useSession();
  const { search } = useLocation();
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const [name, setName] = useState("");
  if (user) return <Navigate to={nextPath(search)} replace />;
  if (credentials) return <SecondFactor credentials={credentials} onBack={() => setCredentials(null)} />;
  return (
    <Entry title={t.title} foot={<p>{t.none} <Link to={`/register${search}`}>{t.register}</Link></p>}>
      <FirstFactor name={name} onSecond={(given) => { setName(given.name); setCredentials(given); }} />
    </Entry>
  );
}

function FirstFactor({ name, onSecond }: { name: string; onSecond: (credentials: Credentials) => void }) {
  const t = useText(text);
  const { signIn } = useSession();
  const form = useForm(["name", "email", "username", "password"], async ({ name = "", password = "" }) => {
    try {
      await signIn(name.trim(), password);
    } catch (error) {
      if (!hasCode(error, "totp_code_required")) throw error;
      onSecond({ name: name.trim(), password });
    }
  }, () => undefined);
  return (
    <form {...form.props} className="stack">
      <TextField
        label={t.name} name="name" required defaultValue={name} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus
        error={form.errors["name"] ?? form.errors["email"] ?? form.errors["username"]}
      />
      <div className="stack tight">
        <PasswordField label={t.password} name="password" required autoComplete="current-password" error={form.errors["password"]} />
        <Link to="/forgot-password" className="link-line">{t.forgot}</Link>
      </div>
      <Submit form={form}>{t.enter}</Submit>
    </form>
  );
}

function SecondFactor({ credentials, onBack }: { credentials: Credentials; onBack: () => void }) {
  const t = useText(text);
  const { signIn } = useSession();
  const [recovery, setRecovery] = useState(false);
  const form = useForm(["code"], async ({ code = "" }) => {
    await signIn(credentials.name, credentials.password, recovery ? { recovery_code: code.trim() } : { code: code.replace(/\s/g, "") });
  }, () => undefined);
  const wrong = hasCode(form.error, "wrong_totp_code") && isProblem(form.error) ? form.error.message : undefined;
  return (
    <Entry title={t.secondTitle} lead={credentials.name} foot={<Button look="quiet" icon={ArrowLeft} onClick={onBack}>{t.back}</Button>}>
      <form {...form.props} className="stack">
        <TextField
          key={String(recovery)} label={recovery ? t.recovery : t.code} hint={recovery ? t.recoveryHint : t.codeHint} name="code" required autoFocus
          className="code-field" autoComplete={recovery ? "off" : "one-time-code"} inputMode={recovery ? "text" : "numeric"} autoCapitalize="none"
          spellCheck={false} error={form.errors["code"] ?? form.errors["recovery_code"] ?? wrong}
        />
        <Submit form={wrong ? { ...form, fault: undefined } : form}>{t.enter}</Submit>
        <Button look="quiet" onClick={() => { form.reset(); setRecovery(!recovery); }}>{recovery ? t.useCode : t.useRecovery}</Button>
      </form>
    </Entry>
  );
}
