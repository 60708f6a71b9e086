/** The address of a webhook, and of what it is told. */
import { useMutation } from "@tanstack/react-query";
import { newKey } from "finenice-client";
import { useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { Checkbox, Radio, TextField } from "../../ui/fields";
import { type EventType, type Webhook, webhooks, type WebhookWithSecret } from "./calls";

const text = words({
  id: { add: "Tambah webhook", edit: "Ubah webhook", url: "Alamat", urlHint: "HTTPS, dan bukan alamat jaringan pribadi.", description: "Keterangan", types: "Peristiwa", all: "Semua, juga yang ditambahkan kelak", some: "Hanya yang dipilih", save: "Simpan", cancel: "Batal" },
  en: { add: "Add a webhook", edit: "Change the webhook", url: "Address", urlHint: "HTTPS, and no address of a private network.", description: "Description", types: "Events", all: "All, and those that are added later", some: "Only the chosen ones", save: "Save", cancel: "Cancel" },
});

const TYPES: readonly EventType[] = [
  "order.placed", "order.part_paid", "order.paid", "order.cancelled", "order.expired", "refund.created", "product.created", "product.updated", "product.deleted",
  "import.completed", "customer.created", "customer.updated", "customer.deleted", "customer.repaid", "shift.opened", "shift.closed", "course.enrolled", "course.completed",
];

interface Props {
  webhook: Webhook | null;
  onClose: () => void;
  onSaved: (saved: Webhook | WebhookWithSecret) => void;
}

export function WebhookForm({ webhook, onClose, onSaved }: Props) {
  const t = useText(text);
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [description, setDescription] = useState(webhook?.description ?? "");
  const [types, setTypes] = useState<readonly EventType[]>((webhook?.types ?? []) as EventType[]);
  const [some, setSome] = useState(types.length > 0);
  const intent = useRef(newKey());
  const body = { url: url.trim(), description: description.trim(), types: some ? [...types] : [] };
  const save = useMutation({
    mutationFn: async () => (webhook ? webhooks.update(webhook.id, body) : webhooks.create(body, { idempotencyKey: intent.current })),
    onSuccess: onSaved,
    onError: () => { intent.current = newKey(); },
  });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["url", "description", "types"]);
  const unready = !url.trim() || (some && !types.length);
  const title = webhook ? t.edit : t.add;
  return (
    <Dialog title={title} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.cancel}</Button><Button look="primary" busy={save.isPending} disabled={unready} onClick={() => save.mutate()}>{t.save}</Button></>}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (!unready) save.mutate(); }}>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <TextField label={t.url} hint={t.urlHint} type="url" inputMode="url" maxLength={500} placeholder="https://" autoCapitalize="none" spellCheck={false} value={url} onChange={(event) => setUrl(event.target.value)} error={errors["url"]} />
        <TextField label={t.description} optional maxLength={200} value={description} onChange={(event) => setDescription(event.target.value)} error={errors["description"]} />
        <fieldset>
          <legend className="legend">{t.types}</legend>
          <Radio label={t.all} name="types" checked={!some} onChange={() => setSome(false)} />
          <Radio label={t.some} name="types" checked={some} onChange={() => setSome(true)} />
          {some && (
            <div className="scopes">
              {TYPES.map((type) => <Checkbox key={type} label={<code>{type}</code>} checked={types.includes(type)} onChange={(event) => setTypes(TYPES.filter((other) => (other === type ? event.target.checked : types.includes(other))))} />)}
            </div>
          )}
          {errors["types"] && <p className="field-error" role="alert">{errors["types"]}</p>}
        </fieldset>
      </form>
    </Dialog>
  );
}
