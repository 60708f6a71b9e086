import { api } from "../app/api";
import { useText, words } from "../app/language";
import { Confirmation } from "./confirmation";

const text = words({
  id: {
    title: "Pastikan alamat email", question: "Tekan tombol ini untuk memastikan bahwa alamat email ini milik Anda.", press: "Ya, ini alamat saya",
    done: (email: string) => `${email} sudah dipastikan milik Anda`,
  },
  en: {
    title: "Verify e-mail address", question: "Press the button to verify that this e-mail address is yours.", press: "Yes, it is mine",
    done: (email: string) => `${email} is verified`,
  },
});

export default function VerifyEmail() {
  return <Confirmation sentences={useText(text)} confirm={(token) => api.accounts.verifyEmail({ token })} />;
}
