import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useId } from "react";
import { api } from "../app/api";
import { formatDay, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useUser } from "../app/session";
import { Button } from "../ui/button";
import { confirm, Dialog, useDialog } from "../ui/dialog";
import { Alert, Badge, ErrorState, Skeleton } from "../ui/feedback";
import { TextArea } from "../ui/fields";
import { Check, KeyRound, Store } from "../ui/icons";
import { toast } from "../ui/toast";
import { useForm } from "./form";
import { roleNames } from "./role-names";

const text = words({
  id: {
    have: "Anda memegang peran ini", seller: "Berjualan, mengelola barang, dan melihat penjualan.", developer: "Membuat kunci API, supaya program Anda dapat memakai toko ini.", ask: "Minta",
    askTitle: { seller: "Minta peran penjual", developer: "Minta peran pengembang" }, note: "Ceritakan sedikit", noteHint: "Admin membaca ini sebelum memutuskan. Misalnya: apa yang Anda jual?",
    send: "Kirim permintaan", cancel: "Batal", sent: "Permintaan Anda sudah dikirim. Kami kabari lewat email setelah diputuskan.", granted: "Peran Anda sudah aktif.",
    pending: (day: string) => `Menunggu admin sejak ${day}`, denied: (day: string) => `Ditolak ${day}`, withdraw: "Tarik", withdrawTitle: "Tarik permintaan ini?",
    withdrawn: "Permintaan ditarik.", waiting: "Menunggu",
  },
  en: {
    have: "You have this role", seller: "Sell, manage goods and see your sales.", developer: "Create API keys, with which your programs use this shop.", ask: "Request",
    askTitle: { seller: "Request the role seller", developer: "Request the role developer" }, note: "Tell a little", noteHint: "An admin reads this before deciding. For example: what do you sell?",
    send: "Send request", cancel: "Cancel", sent: "Your request was sent. We will e-mail you once it is decided.", granted: "Your role is active.",
    pending: (day: string) => `Waiting for an admin since ${day}`, denied: (day: string) => `Denied ${day}`, withdraw: "Withdraw", withdrawTitle: "Withdraw this request?",
    withdrawn: "The request was withdrawn.", waiting: "Waiting",
  },
});

const ROLES = ["seller", "developer"] as const;
type Requested = (typeof ROLES)[number];
type Request = Schemas["RoleRequest"];
const MOST_REQUESTS = 100;

/** The roles that one can request, each with its state. */
export function RoleRequests() {
  const user = useUser();
  const asking = useDialog<Requested>();
  const requests = useQuery({ queryKey: ["own-role-requests"], queryFn: () => api.roleRequests.list({ per_page: MOST_REQUESTS }) });
  if (requests.error && !requests.data) return <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />;
  if (!requests.data) return <Skeleton lines={2} height={60} />;
  // The newest first. An admin's list has the requests of all users.
  const latest = (role: Requested) => requests.data.role_requests.find((request) => request.role === role && request.user_id === user.id);
  return (
    <>
      <ul className="list">
        {ROLES.map((role) => <li key={role}><RoleRow role={role} request={latest(role)} onAsk={() => asking.open(role)} /></li>)}
      </ul>
      {asking.value && <RequestDialog role={asking.value} onClose={asking.close} />}
    </>
  );
}

function RoleRow({ role, request, onAsk }: { role: Requested; request: Request | undefined; onAsk: () => void }) {
  const t = useText(text);
  const names = useText(roleNames);
  const client = useQueryClient();
  const held = useUser().roles.includes(role);
  const withdrawal = useMutation({
    mutationFn: (id: number) => api.roleRequests.withdraw(id),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: ["own-role-requests"] }); toast.done(t.withdrawn); },
    onError: (error) => toast.failed(sentence(error)),
  });
  const withdraw = async (id: number) => {
    if (await confirm({ title: t.withdrawTitle, action: t.withdraw })) withdrawal.mutate(id);
  };
  const Icon = role === "seller" ? Store : KeyRound;
  const pending = !held && request?.state === "pending" ? request : undefined;
  const denied = !held && request?.state === "denied" ? request : undefined;
  return (
    <div className="list-row">
      <Icon size={20} aria-hidden />
      <div className="grow">
        <p>{names[role]} {pending && <Badge tone="warning">{t.waiting}</Badge>}</p>
        <p>{pending ? t.pending(formatDay(pending.created_at)) : t[role]}</p>
        {denied && <p>{t.denied(formatDay(denied.decided_at ?? denied.created_at))}{denied.decision && `: ${denied.decision}`}</p>}
      </div>
      {held ? <Badge tone="good"><Check size={12} aria-hidden />{t.have}</Badge>
        : pending ? <Button busy={withdrawal.isPending} onClick={() => void withdraw(pending.id)}>{t.withdraw}</Button>
          : <Button onClick={onAsk} aria-label={t.askTitle[role]}>{t.ask}</Button>}
    </div>
  );
}

function RequestDialog({ role, onClose }: { role: Requested; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const id = useId();
  const form = useForm(
    ["note"],
    async ({ note = "" }) => api.roleRequests.create({ role, note: note.trim() }),
    async ({ state }) => {
      onClose();
      toast.done(state === "granted" ? t.granted : t.sent);
      await client.invalidateQueries({ queryKey: ["own-role-requests"] });
      await client.invalidateQueries({ queryKey: ["profile"] });
    },
  );
  return (
    <Dialog
      title={t.askTitle[role]}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" type="submit" form={id} busy={form.busy} disabled={form.waiting}>{t.send}</Button>
        </>
      }
    >
      <form id={id} {...form.props} className="stack">
        {form.fault && <Alert tone="danger"><p>{form.fault}</p></Alert>}
        <TextArea label={t.note} hint={t.noteHint} name="note" optional maxLength={500} data-autofocus error={form.errors["note"]} />
      </form>
    </Dialog>
  );
}
