import type { ReactNode } from "react";
import { useText, words } from "../app/language";
import { EmptyState } from "../ui/feedback";
import { CircleAlert } from "../ui/icons";
import { Entry } from "./entry";

const text = words({
  id: {
    expired: "Tautan ini sudah tidak berlaku", expiredHint: "Tautan hanya berlaku sekali, selama beberapa waktu. Minta yang baru, lalu buka yang paling akhir.",
    cut: "Tautan ini tidak lengkap", cutHint: "Mungkin terpotong saat disalin. Buka lagi dari email kami.",
  },
  en: {
    expired: "This link no longer works", expiredHint: "A link works once, for a limited time. Request a new one and open the latest.",
    cut: "This link is incomplete", cutHint: "It may have been cut off while copying. Open it again from our e-mail.",
  },
});

/** In place of a page whose link is used up, or was cut off. */
export function BrokenLink({ title, complete, action }: { title: string; complete: boolean; action: ReactNode }) {
  const t = useText(text);
  return (
    <Entry title={title}>
      <EmptyState icon={CircleAlert} title={complete ? t.expired : t.cut} action={action}>{complete ? t.expiredHint : t.cutHint}</EmptyState>
    </Entry>
  );
}
