import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { useText, words } from "../app/language";
import { Button, IconButton } from "./button";
import { X } from "./icons";
import "./dialog.css";

const text = words({
  id: { close: "Tutup", cancel: "Batal" },
  en: { close: "Close", cancel: "Cancel" },
});

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the bottom. */
  actions?: ReactNode;
  /** `sheet` slides in from below on phones. */
  kind?: "dialog" | "sheet";
  size?: "normal" | "large";
}

/**
 * A modal dialog. It is open while it is rendered; Escape and a click outside close it. The field with `data-autofocus`
 * has the focus first.
 */
export function Dialog({ title, onClose, children, actions, kind = "dialog", size = "normal" }: DialogProps) {
  const t = useText(text);
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // React's `autoFocus` comes too early: a dialog that is closed can't have the focus.
    dialog?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog ${kind} ${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        // React passes it on from a dialog or a file input inside, too.
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onClose={() => { if (element.current && !element.current.open) onClose(); }}
      onMouseDown={(event) => { if (event.target === element.current) onClose(); }}
    >
      <div className="dialog-box">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon={X} label={t.close} onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {actions && <footer>{actions}</footer>}
      </div>
    </dialog>
  );
}

interface Question {
  title: string;
  detail?: ReactNode;
  action: string;
  danger?: boolean;
}

/** Ask before something that can't be undone; resolves to whether the person agreed. */
export function confirm(question: Question): Promise<boolean> {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  return new Promise((resolve) => {
    const answer = (agreed: boolean) => {
      root.unmount();
      place.remove();
      resolve(agreed);
    };
    root.render(<Confirmation {...question} onAnswer={answer} />);
  });
}

function Confirmation({ title, detail, action, danger, onAnswer }: Question & { onAnswer: (agreed: boolean) => void }) {
  const t = useText(text);
  return (
    <Dialog
      title={title}
      onClose={() => onAnswer(false)}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>{t.cancel}</Button>
          <Button look={danger ? "danger" : "primary"} onClick={() => onAnswer(true)}>{action}</Button>
        </>
      }
    >
      {detail}
    </Dialog>
  );
}

/** Whether a dialog is open, with what it is about. */
export function useDialog<T = true>() {
  const [value, setValue] = useState<T | null>(null);
  return { value, open: setValue, close: () => setValue(null) };
}
