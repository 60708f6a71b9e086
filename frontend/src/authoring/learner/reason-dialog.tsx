import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { newKey } from "finenice-client";
import { useText } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { focusUnread } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextArea } from "../../ui/fields";
import { Alert } from "../../ui/feedback";
import { useInvalidFocus } from "../../ui/invalid-focus";
import { authoringText } from "../text";
import { learnerText } from "./text";

interface ReasonDialogProps {
  title: string;
  detail?: ReactNode;
  action: string;
  danger?: boolean;
  hint?: string;
  /** Further fields, with their names for the errors. */
  fields?: (errors: Record<string, string>) => ReactNode;
  names?: readonly string[];
  run: (reason: string, idempotencyKey: string) => PromiseLike<unknown>;
  onDone: () => void;
  onClose: () => void;
}

/** Do something to a learner that needs a reason. */
export function ReasonDialog({ title, detail, action, danger, hint, fields, names = [], run, onDone, onClose }: ReasonDialogProps) {
  const shared = useText(authoringText);
  const t = useText(learnerText);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  // What is changed after an error is another intent.
  const intent = useRef(newKey());
  const form = useRef<HTMLFormElement>(null);
  const doing = useMutation({
    mutationFn: async () => run(reason.trim(), intent.current),
    onSuccess: onDone,
  });
  useInvalidFocus(form, doing.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (doing.isPending || focusUnread(form.current)) return;
    setMissing(!reason.trim());
    if (reason.trim()) doing.mutate();
    else form.current?.querySelector("textarea")?.focus();
  };
  const errors = fieldErrors(doing.error);
  const failed = formError(doing.error, ["reason", ...names]);
  return (
    <Dialog
      title={title}
      kind="sheet"
      onClose={onClose}
      actions={<><Button onClick={onClose}>{shared.cancel}</Button><Button look={danger ? "danger" : "primary"} type="submit" form="reason-dialog" busy={doing.isPending}>{action}</Button></>}
    >
      <form id="reason-dialog" ref={form} className="stack" noValidate onSubmit={submit} onChange={() => { intent.current = newKey(); }}>
        {detail && <p>{detail}</p>}
        {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
        {fields?.(errors)}
        <TextArea
          label={shared.reason}
          hint={hint ?? t.reasonHint}
          rows={2}
          maxLength={500}
          error={missing ? t.reasonMissing : errors["reason"]}
          value={reason}
          // The reason is a single line.
          onChange={(event) => { setMissing(false); setReason(event.target.value.replace(/\n/g, " ")); }}
        />
      </form>
    </Dialog>
  );
}
