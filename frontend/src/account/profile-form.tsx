import { api } from "../app/api";
import { useText, words } from "../app/language";
import { Select, TextField } from "../ui/fields";
import { toast } from "../ui/toast";
import { Submit, useForm } from "./form";
import { type Profile, useKeepProfile } from "./profile";
import { useReauthentication } from "./reauthentication";

const text = words({
  id: {
    name: "Nama", username: "Nama pengguna", usernameHint: "Huruf, angka, titik, garis; paling sedikit 3. Dipakai untuk masuk.", language: "Bahasa email",
    unset: "Mengikuti toko", save: "Simpan profil", saved: "Profil Anda sudah disimpan.",
  },
  en: {
    name: "Name", username: "Username", usernameHint: "Letters, digits, dots, dashes; at least 3. Used to sign in.", language: "Language of e-mails",
    unset: "As the shop", save: "Save profile", saved: "Your profile was saved.",
  },
});

type Language = "id" | "en";

export function ProfileForm({ profile }: { profile: Profile }) {
  const t = useText(text);
  const keep = useKeepProfile();
  const { run, dialog } = useReauthentication();
  const form = useForm(["name", "username", "language"], async ({ name = "", username = "", language }) => {
    // Only what has changed: a username may need the password.
    const change = {
      ...(name.trim() !== profile.name && { name: name.trim() }),
      ...(username.trim() !== (profile.username ?? "") && { username: username.trim() }),
      ...(language && language !== profile.language && { language: language as Language }),
    };
    const send = async (current_password?: string) => keep(await api.users.updateProfile({ ...change, ...(current_password !== undefined && { current_password }) }));
    if (!Object.keys(change).length || await run(send)) toast.done(t.saved);
  }, () => undefined);
  const languages = [{ value: "id", label: "Indonesia" }, { value: "en", label: "English" }];
  return (
    <>
      <form {...form.props} className="stack">
        <TextField label={t.name} name="name" required maxLength={150} autoComplete="name" defaultValue={profile.name} error={form.errors["name"]} />
        <TextField
          label={t.username} hint={t.usernameHint} name="username" required={profile.username !== null} maxLength={64} autoComplete="username" autoCapitalize="none"
          spellCheck={false} defaultValue={profile.username ?? ""} error={form.errors["username"]}
        />
        <Select
          label={t.language} name="language" defaultValue={profile.language ?? ""} error={form.errors["language"]}
          choices={profile.language ? languages : [{ value: "", label: t.unset }, ...languages]}
        />
        <div className="form-end"><Submit form={form}>{t.save}</Submit></div>
      </form>
      {dialog}
    </>
  );
}
