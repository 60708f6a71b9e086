/** A form that is sent as a whole: what is missing or refused stands beside its field. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { formatNumber, useText, words } from "../app/language";
import { fieldErrors, formError, isProblem } from "../app/problem";
import { Button } from "../ui/button";
import { Alert } from "../ui/feedback";

const text = words({
  id: { missing: "Wajib diisi.", wait: (seconds: string) => `Terlalu sering dicoba. Coba lagi dalam ${seconds} detik.` },
  en: { missing: "This field is required.", wait: (seconds: string) => `Too many tries. Try again in ${seconds} seconds.` },
});

export type Values = Record<string, string>;

/** Send the fields of a form by name. They keep what was typed until the call has succeeded. */
export function useForm<R>(fields: readonly string[], send: (values: Values) => Promise<R>, done: (result: R, values: Values) => void) {
  const t = useText(text);
  const element = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<Values>({});
  const mutation = useMutation({ mutationFn: send, onSuccess: done });
  const { error } = mutation;
  const wait = useWait(error);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [error, missing]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (mutation.isPending || wait > 0) return;
    const controls = [...event.currentTarget.elements].filter((control) => control instanceof HTMLInputElement);
    const empty = controls.filter(({ required, value }) => required && !value.trim()).map(({ name }) => [name, t.missing]);
    setMissing(Object.fromEntries(empty));
    if (empty.length) mutation.reset();
    else mutation.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Values);
  };
  const refused = wait > 0 ? t.wait(formatNumber(wait)) : isWait(error) ? undefined : formError(error, fields);
  return {
    props: { ref: element, noValidate: true, onSubmit },
    errors: { ...fieldErrors(error), ...missing } as Readonly<Partial<Values>>,
    fault: refused,
    error,
    busy: mutation.isPending,
    waiting: wait > 0,
    reset: () => {
      mutation.reset();
      setMissing({});
    },
  };
}

const isWait = (error: unknown): boolean => isProblem(error) && typeof (error.members as { seconds?: unknown }).seconds === "number";

/** The seconds until the shop takes another try. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!isProblem(error) || !isWait(error)) return setLeft(0);
    const end = Date.now() + 1000 * (error.members as { seconds: number }).seconds;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}

/** The sentence that belongs to no field, and the button that sends. */
export function Submit({ form, children }: { form: { fault: ReactNode; busy: boolean; waiting: boolean }; children: ReactNode }) {
  return (
    <>
      {/* An alert that counts down would be read out every second. */}
      {form.fault && <Alert tone={form.waiting ? "warning" : "danger"}><p>{form.fault}</p></Alert>}
      <Button type="submit" look="primary" wide busy={form.busy} disabled={form.waiting}>{children}</Button>
    </>
  );
}
