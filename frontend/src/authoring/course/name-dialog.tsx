import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { newKey } from "finenice-client";
import { useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/fields";
import { Alert } from "../../ui/feedback";
import { authoringText } from "../text";

const text = words({
  id: { name: "Judul", missing: "Isi judulnya dulu." },
  en: { name: "Title", missing: "Enter a title first." },
});

interface NameDialogProps {
  title: string;
  initial?: string;
  action: string;
  /** A second way to save, such as to go on with the new content. */
  other?: { label: string; onSaved: () => void };
  save: (name: string, idempotencyKey: string) => PromiseLike<unknown>;
  onClose: () => void;
}

/** Ask for the name of a section or content, and stay open until it is saved. */
export function NameDialog({ title, initial = "", action, other, save, onClose }: NameDialogProps) {
  const t = useText(text);
  const shared = useText(authoringText);
  const [name, setName] = useState(initial);
  const [missing, setMissing] = useState(false);
  const intent = useRef(newKey());
  const input = useRef<HTMLFormElement>(null);
  const saving = useMutation({ mutationFn: async (_goOn: boolean) => save(name.trim(), intent.current) });
  const submit = (goOn: boolean) => {
    if (saving.isPending) return;
    setMissing(!name.trim());
    if (!name.trim()) return input.current?.querySelector("input")?.focus();
    saving.mutate(goOn, { onSuccess: () => (goOn ? other?.onSaved() : onClose()) });
  };
  const failed = formError(saving.error, ["title"]);
  return (
    <Dialog
      title={title}
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          {other && <Button busy={saving.isPending && saving.variables} onClick={() => submit(true)}>{other.label}</Button>}
          {!other && <Button onClick={onClose}>{shared.cancel}</Button>}
          <Button look="primary" type="submit" form="name-dialog" busy={saving.isPending && !saving.variables}>{action}</Button>
        </>
      }
    >
      <form id="name-dialog" ref={input} className="stack" noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); submit(false); }}>
        {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
        <TextField
          label={t.name}
          autoFocus
          maxLength={200}
          error={missing ? t.missing : fieldErrors(saving.error)["title"]}
          value={name}
          onChange={(event) => { intent.current = newKey(); setMissing(false); setName(event.target.value); }}
        />
      </form>
    </Dialog>
  );
}
