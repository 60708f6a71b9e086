import { api } from "../app/api";
import { useText, words } from "../app/language";
import { Confirmation } from "./confirmation";

const text = words({
  id: {
    title: "Alamat email baru", question: "Tekan tombol ini untuk memakai alamat email baru di akun Anda.", press: "Pakai alamat ini",
    done: (email: string) => `Alamat email Anda sekarang ${email}`,
  },
  en: {
    title: "New e-mail address", question: "Press the button to use the new e-mail address for your account.", press: "Use this address",
    done: (email: string) => `Your e-mail address is now ${email}`,
  },
});

export default function ConfirmEmail() {
  return <Confirmation sentences={useText(text)} confirm={(token) => api.users.confirmEmail({ token })} />;
}
