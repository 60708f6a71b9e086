import type { ReactNode } from "react";
import { useText, words } from "../app/language";
import { IconButton } from "./button";
import { Dialog, useDialog } from "./dialog";
import { Info } from "./icons";

const text = words({
  id: { about: (name: string) => `Arti ${name}` },
  en: { about: (name: string) => `What ${name} means` },
});

/** A button that explains a figure. */
export function Hint({ name, children }: { name: string; children: ReactNode }) {
  const t = useText(text);
  const dialog = useDialog();
  return (
    <>
      <IconButton icon={Info} className="hint-button" label={t.about(name)} onClick={() => dialog.open(true)} />
      {dialog.value && <Dialog title={name} kind="sheet" onClose={dialog.close}><p>{children}</p></Dialog>}
    </>
  );
}
