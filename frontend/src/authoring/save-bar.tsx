import { useText, words } from "../app/language";
import { Button } from "../ui/button";
import { authoringText } from "./text";

const text = words({
  id: { unsaved: "Perubahan belum disimpan", discard: "Batalkan perubahan" },
  en: { unsaved: "Changes not saved yet", discard: "Discard changes" },
});

/** Stays at the bottom of the screen while a form has changes. */
export function SaveBar({ dirty, busy, onDiscard }: { dirty: boolean; busy: boolean; onDiscard: () => void }) {
  const t = useText(text);
  const shared = useText(authoringText);
  if (!dirty && !busy) return null;
  return (
    <div className="save-bar">
      <p role="status">{t.unsaved}</p>
      <div className="row">
        <Button look="quiet" onClick={onDiscard}>{t.discard}</Button>
        <Button look="primary" type="submit" busy={busy}>{shared.save}</Button>
      </div>
    </div>
  );
}
