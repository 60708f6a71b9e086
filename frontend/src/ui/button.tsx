import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import type { Icon } from "./icons";
import "./button.css";

type Look = "primary" | "plain" | "quiet" | "danger";

interface Shared {
  look?: Look;
  icon?: Icon;
  /** Use the full width of the parent. */
  wide?: boolean;
  size?: "normal" | "large";
}

function className({ look = "plain", wide, size }: Shared, extra?: string): string {
  return ["button", look, wide ? "wide" : "", size === "large" ? "large" : "", extra ?? ""].filter(Boolean).join(" ");
}

interface ButtonProps extends Shared, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Show a spinner and ignore clicks, but keep the focus. */
  busy?: boolean;
}

export function Button({ look, icon: Icon, wide, size, busy, children, className: extra, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={className({ look, wide, size }, extra)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className="spinner" aria-hidden /> : Icon && <Icon size={18} aria-hidden />}
      {children}
    </button>
  );
}

/** A button with an icon alone; the label is its accessible name and its tooltip. */
export function IconButton({ icon: Icon, label, busy, look = "quiet", className: extra, ...rest }: ButtonProps & { icon: Icon; label: string }) {
  return (
    <button
      type="button"
      {...rest}
      className={className({ look }, `icon-only ${extra ?? ""}`)}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
    >
      {busy ? <span className="spinner" aria-hidden /> : <Icon size={20} aria-hidden />}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ look, icon: Icon, wide, size, children, className: extra, ...rest }: Shared & LinkProps & { children: ReactNode }) {
  return (
    <Link {...rest} className={className({ look, wide, size }, extra)}>
      {Icon && <Icon size={18} aria-hidden />}
      {children}
    </Link>
  );
}
