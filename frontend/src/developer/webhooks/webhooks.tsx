/** Webhooks: where the user's events are sent, whether they arrive, and how to go on. */
import { useQueryClient } from "@tanstack/react-query";
import { newKey } from "finenice-client";
import { useState } from "react";
import { formatMoment, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { useList } from "../../app/queries";
import { useTitle } from "../../app/title";
import { Button } from "../../ui/button";
import { confirm } from "../../ui/dialog";
import { Alert, Badge, EmptyState, LoadedList } from "../../ui/feedback";
import { Plus, Share2 } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { DeveloperTabs } from "../tabs";
import { Secret } from "../secret";
import { type Webhook, webhooks, type WebhookWithSecret } from "./calls";
import { Deliveries } from "./deliveries";
import { WebhookForm } from "./form";

const text = words({
  id: {
    title: "Webhook", lead: "Toko mengirim peristiwa Anda ke alamat ini, bertanda tangan menurut Standard Webhooks.", docs: "Dokumentasi", add: "Tambah webhook", none: "Belum ada webhook", noneHint: "Program Anda mendapat kabar begitu pesanan dibayar, tanpa bertanya terus.", all: "Semua peristiwa", actions: (name: string) => `Tindakan untuk ${name}`,
    active: "Aktif", failing: "Gagal", paused: "Dijeda", deliveries: "Pengiriman", edit: "Ubah", test: "Kirim uji", tested: "Uji dikirim dalam beberapa detik. Lihat hasilnya di Pengiriman.", pause: "Jeda", pausedNow: "Webhook dijeda. Peristiwanya menunggu sampai 30 hari.", resume: "Lanjutkan", resumed: "Webhook melanjutkan dari tempatnya berhenti.", rotate: "Ganti kunci", remove: "Hapus",
    rotateAsk: "Ganti kunci tanda tangan?", rotateHint: "Selama 24 jam kunci lama ikut menandatangani.", removeAsk: (url: string) => `Hapus webhook ${url}?`, removeHint: "Tidak ada lagi yang dikirim ke sana. Ini tidak dapat diurungkan.", removed: "Webhook dihapus.", secret: "Simpan kunci tanda tangan sekarang", secretHint: "Kunci hanya ditampilkan sekali ini. Dengannya program Anda memeriksa bahwa pengirimnya toko ini.",
    reasons: { owner: "Dijeda oleh Anda.", failing: "Tiga hari tidak berhasil. Perbaiki penerimanya, lalu lanjutkan.", gone: "Penerima menjawab 410: tidak ada lagi.", password_reset: "Dijeda karena kata sandi diatur ulang. Periksa alamatnya, lalu lanjutkan." },
    failed: (count: number, next: string) => `${count} kali gagal berturut-turut. Percobaan berikutnya ${next}.`, last: (moment: string) => `Terakhir berhasil ${moment}`, old: (moment: string) => `Kunci lama berlaku sampai ${moment}`, saved: "Webhook tersimpan.",
  },
  en: {
    title: "Webhooks", lead: "The shop sends your events to these addresses, signed as Standard Webhooks says.", docs: "Documentation", add: "Add a webhook", none: "No webhooks yet", noneHint: "Your program is told when an order is paid, without asking all the time.", all: "All events", actions: (name: string) => `Actions for ${name}`,
    active: "Active", failing: "Failing", paused: "Paused", deliveries: "Deliveries", edit: "Edit", test: "Send a test", tested: "A test is sent within seconds. The deliveries tell how it ended.", pause: "Pause", pausedNow: "The webhook is paused. Its events wait for up to 30 days.", resume: "Resume", resumed: "The webhook goes on where it stopped.", rotate: "Replace the secret", remove: "Delete",
    rotateAsk: "Replace the signing secret?", rotateHint: "For 24 hours the old secret signs as well.", removeAsk: (url: string) => `Delete the webhook ${url}?`, removeHint: "Nothing is sent there any more. This can't be undone.", removed: "The webhook has been deleted.", secret: "Store the signing secret now", secretHint: "It is shown only this once. With it your program checks that the sender is this shop.",
    reasons: { owner: "Paused by you.", failing: "Nothing has succeeded for three days. Mend the receiver, then resume.", gone: "The receiver has answered 410: it is gone.", password_reset: "Paused because the password was reset. Check the address, then resume." },
    failed: (count: number, next: string) => `Failed ${count} times in a row. The next attempt is on ${next}.`, last: (moment: string) => `Last success ${moment}`, old: (moment: string) => `The old secret is valid until ${moment}`, saved: "The webhook has been saved.",
  },
});

export default function Webhooks() {
  const t = useText(text);
  useTitle(t.title);
  const client = useQueryClient();
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [reading, setReading] = useState<Webhook | null>(null);
  const list = useList(["webhooks"], (cursor) => webhooks.list({ cursor, per_page: 50 }), { staleTime: 0 });
  const reload = () => client.invalidateQueries({ queryKey: ["webhooks"] });
  const act = async <T,>(send: () => PromiseLike<T>, done?: string): Promise<T | undefined> => {
    try {
      const answer = await send();
      if (done) toast.done(done);
      return answer;
    } catch (error) {
      toast.failed(sentence(error));
      return undefined;
    } finally {
      await reload();
    }
  };
  const onSaved = (saved: Webhook | WebhookWithSecret) => {
    setEditing(null);
    if ("secret" in saved) setSecret(saved.secret);
    else toast.done(t.saved);
    void reload();
  };
  const rotate = async ({ id }: Webhook) => {
    if (!(await confirm({ title: t.rotateAsk, detail: <p>{t.rotateHint}</p>, action: t.rotate }))) return;
    const made = await act(() => webhooks.rotate(id, { idempotencyKey: newKey() }));
    if (made) setSecret(made.secret);
  };
  const remove = async ({ id, url }: Webhook) => {
    if (await confirm({ title: t.removeAsk(url), detail: <p>{t.removeHint}</p>, action: t.remove, danger: true })) await act(() => webhooks.remove(id), t.removed);
  };
  const add = <Button look="primary" icon={Plus} onClick={() => setEditing("new")}>{t.add}</Button>;
  return (
    <>
      <DeveloperTabs />
      <div className="page-head">
        <div><h1>{t.title}</h1><p>{t.lead}</p></div>
        <div className="row"><a className="button plain" href="/docs">{t.docs}</a>{list.data?.pages[0]?.webhooks.length ? add : null}</div>
      </div>
      <LoadedList query={list} rows={(page) => page.webhooks} empty={<div className="card flush"><EmptyState icon={Share2} title={t.none} action={add}>{t.noneHint}</EmptyState></div>}>
        {(rows) => (
          <ul className="stack">
            {rows.map((webhook) => (
              <li key={webhook.id} className="card stack tight">
                <div className="row between webhook-head">
                  <div className="row"><h2 className="key-name webhook-url">{webhook.url}</h2><State webhook={webhook} /></div>
                  <Menu
                    label={t.actions(webhook.url)}
                    actions={[
                      { label: t.deliveries, run: () => setReading(webhook) },
                      { label: t.test, run: () => void act(() => webhooks.test(webhook.id), t.tested) },
                      { label: t.edit, run: () => setEditing(webhook) },
                      webhook.active && { label: t.pause, run: () => void act(() => webhooks.update(webhook.id, { active: false }), t.pausedNow) },
                      !webhook.active && { label: t.resume, run: () => void act(() => webhooks.update(webhook.id, { active: true }), t.resumed) },
                      { label: t.rotate, run: () => void rotate(webhook) },
                      { label: t.remove, danger: true, run: () => void remove(webhook) },
                    ]}
                  />
                </div>
                <Facts webhook={webhook} />
              </li>
            ))}
          </ul>
        )}
      </LoadedList>
      {editing && <WebhookForm webhook={editing === "new" ? null : editing} onClose={() => setEditing(null)} onSaved={onSaved} />}
      {reading && <Deliveries webhook={reading} onClose={() => setReading(null)} />}
      {secret && <Secret title={t.secret} hint={t.secretHint} secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function State({ webhook: { active, failures } }: { webhook: Webhook }) {
  const t = useText(text);
  if (!active) return <Badge tone="warning">{t.paused}</Badge>;
  return failures ? <Badge tone="danger">{t.failing}</Badge> : <Badge tone="good">{t.active}</Badge>;
}

function Facts({ webhook: { description, types, active, pause_reason, failures, next_at, position_at, old_secret_ends_at, created_at } }: { webhook: Webhook }) {
  const t = useText(text);
  return (
    <>
      {description && <p>{description}</p>}
      {!active && pause_reason && <Alert tone={pause_reason === "owner" ? "information" : "warning"}><p>{t.reasons[pause_reason]}</p></Alert>}
      {active && failures > 0 && next_at && <Alert tone="warning"><p>{t.failed(failures, formatMoment(next_at))}</p></Alert>}
      <p className="row">{types.length ? types.map((type) => <Badge key={type}>{type}</Badge>) : <Badge>{t.all}</Badge>}</p>
      {position_at > created_at && <p className="soft small">{t.last(formatMoment(position_at))}</p>}
      {old_secret_ends_at && <p className="soft small">{t.old(formatMoment(old_secret_ends_at))}</p>}
    </>
  );
}
