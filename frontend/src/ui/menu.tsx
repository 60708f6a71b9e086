import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "./button";
import { Ellipsis, type Icon } from "./icons";
import "./menu.css";

export interface MenuAction {
  label: string;
  icon?: Icon;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

interface MenuProps {
  label: string;
  actions: readonly (MenuAction | false | null | undefined)[];
  icon?: Icon;
  /** Replaces the button's icon. */
  children?: ReactNode;
}

/** A button with a menu (WAI-ARIA menu button): arrow keys move, Escape closes and returns the focus. */
export function Menu({ label, actions, icon = Ellipsis, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = () => [...(place.current?.querySelectorAll<HTMLButtonElement>("[role=menuitem]:enabled") ?? [])];

  useEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    // At the bottom of a dialog the rest would stay below its edge.
    place.current?.querySelector("[role=menu]")?.scrollIntoView({ block: "nearest" });
    const outside = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    place.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const all = items();
    const now = all.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  };
  const button = { "aria-haspopup": "menu", "aria-expanded": open, "aria-controls": id, onClick: () => setOpen(!open) } as const;
  return (
    <div className="menu" ref={place} onKeyDown={open ? onKeyDown : undefined}>
      {children ? <button type="button" className="button quiet" aria-label={label} {...button}>{children}</button> : <IconButton icon={icon} label={label} {...button} />}
      {open && (
        <div className="menu-items" role="menu" id={id} aria-label={label}>
          {actions.map((action) => action && (
            <button
              key={action.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={action.danger ? "danger" : undefined}
              disabled={action.disabled}
              onClick={() => { close(); action.run(); }}
            >
              {action.icon && <action.icon size={18} aria-hidden />}
              {action.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
