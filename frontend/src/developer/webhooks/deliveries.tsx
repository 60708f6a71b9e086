/** The attempts of a webhook of the last 30 days, each of which can be sent once more. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatMoment, formatNumber, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { useList } from "../../app/queries";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Badge, EmptyState, LoadedList } from "../../ui/feedback";
import { History, RefreshCw } from "../../ui/icons";
import { toast } from "../../ui/toast";
import { type Delivery, type Webhook, webhooks } from "./calls";

const text = words({
  id: { title: "Pengiriman", again: "Perbarui", close: "Tutup", none: "Belum ada pengiriman", noneHint: "Peristiwa 30 hari terakhir muncul di sini, juga yang gagal.", waits: "Menunggu", failed: "Gagal", noAnswer: "Tanpa jawaban", test: "Uji", replay: "Kirim ulang", replayed: "Dikirim ulang dalam beberapa detik.", repeated: "Diulang", replayOf: (type: string, moment: string) => `Kirim ulang ${type}, ${moment}`, took: (milliseconds: string) => `${milliseconds} ms` },
  en: { title: "Deliveries", again: "Refresh", close: "Close", none: "Nothing has been sent yet", noneHint: "The events of the last 30 days appear here, with attempts that failed.", waits: "Waiting", failed: "Failed", noAnswer: "No answer", test: "Test", replay: "Send again", replayed: "It is sent again within seconds.", repeated: "Replay", replayOf: (type: string, moment: string) => `Send ${type} of ${moment} again`, took: (milliseconds: string) => `${milliseconds} ms` },
});

export function Deliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const list = useList(["deliveries", webhook.id], (cursor) => webhooks.deliveries(webhook.id, { cursor, per_page: 50 }), { staleTime: 0 });
  const reload = () => client.invalidateQueries({ queryKey: ["deliveries", webhook.id] });
  const replay = useMutation({
    mutationFn: async ({ event_id }: Delivery) => webhooks.replay(webhook.id, event_id),
    onSuccess: async () => {
      toast.done(t.replayed);
      await reload();
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.close}</Button><Button icon={RefreshCw} busy={list.isRefetching} onClick={() => void reload()}>{t.again}</Button></>}>
      <LoadedList query={list} rows={(page) => page.deliveries} empty={<EmptyState icon={History} title={t.none}>{t.noneHint}</EmptyState>}>
        {(rows) => (
          <ul className="list">
            {rows.map((delivery) => (
              <li key={delivery.id} className="list-row with-state">
                <div className="grow">
                  <p className="row"><code>{delivery.type}</code> <State delivery={delivery} />{delivery.kind === "replay" && <Badge>{t.repeated}</Badge>}{delivery.kind === "test" && <Badge>{t.test}</Badge>}</p>
                  <p className="soft small">{formatMoment(delivery.sent_at ?? delivery.created_at)}{delivery.milliseconds !== null && ` · ${t.took(formatNumber(delivery.milliseconds))}`}</p>
                  {(delivery.error ?? delivery.answer) && <p className="small delivery-answer">{delivery.error ?? delivery.answer}</p>}
                </div>
                {delivery.kind !== "test" && <Button icon={RefreshCw} aria-label={t.replayOf(delivery.type, formatMoment(delivery.created_at))} busy={replay.isPending && replay.variables.id === delivery.id} onClick={() => replay.mutate(delivery)}>{t.replay}</Button>}
              </li>
            ))}
          </ul>
        )}
      </LoadedList>
    </Dialog>
  );
}

function State({ delivery: { sent_at, status_code } }: { delivery: Delivery }) {
  const t = useText(text);
  if (sent_at === null) return <Badge tone="information">{t.waits}</Badge>;
  if (status_code === null) return <Badge tone="danger">{t.noAnswer}</Badge>;
  return status_code >= 200 && status_code < 300 ? <Badge tone="good">{status_code}</Badge> : <Badge tone="danger">{t.failed} {status_code}</Badge>;
}
