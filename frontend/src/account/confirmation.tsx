/** The page of a link in an e-mail that confirms an address. Mail scanners open links, so a person presses a button. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fieldErrors, hasCode } from "../app/problem";
import { useText, words } from "../app/language";
import { useSession } from "../app/session";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/feedback";
import { CheckCircle2, Mail } from "../ui/icons";
import { BrokenLink } from "./broken-link";
import { Entry } from "./entry";
import { useLinkToken } from "./link-token";

const text = words({
  id: { shop: "Ke toko", account: "Ke akun", enter: "Masuk" },
  en: { shop: "Go to the shop", account: "Go to your account", enter: "Sign in" },
});

interface Sentences {
  title: string;
  question: string;
  press: string;
  done: (email: string) => string;
}

export function Confirmation({ sentences, confirm }: { sentences: Sentences; confirm: (token: string) => Promise<{ email: string }> }) {
  const t = useText(text);
  const client = useQueryClient();
  const { user } = useSession();
  const token = useLinkToken();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => confirm(token),
    onSuccess: () => client.invalidateQueries({ queryKey: ["profile"] }),
  });
  const { title, question, press, done } = sentences;
  const onwards = user
    ? <div className="row"><ButtonLink to="/account">{t.account}</ButtonLink><ButtonLink look="primary" to="/">{t.shop}</ButtonLink></div>
    : <ButtonLink look="primary" to="/login">{t.enter}</ButtonLink>;
  if (data) return <Entry title={title}><EmptyState icon={CheckCircle2} title={done(data.email)} action={onwards} /></Entry>;
  if (!token || hasCode(error, "link_expired") || fieldErrors(error)["token"]) {
    const to = user ? "/account" : "/login?next=/account";
    return <BrokenLink title={title} complete={Boolean(token)} action={<ButtonLink look="primary" to={to}>{t.account}</ButtonLink>} />;
  }
  return (
    <Entry title={title}>
      <div className="stack">
        <EmptyState icon={Mail} title={question} action={<Button look="primary" busy={isPending} onClick={() => mutate()}>{press}</Button>} />
        {error && <ErrorState error={error} />}
      </div>
    </Entry>
  );
}
