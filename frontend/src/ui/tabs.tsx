import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import "./tabs.css";

/** Links between the pages of one subject; the current one is marked. They scroll sideways on phones. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly { to: string; label: string; end?: boolean }[] }) {
  const bar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const current = bar.current?.querySelector<HTMLElement>(".active");
    if (bar.current && current) bar.current.scrollLeft = current.offsetLeft - (bar.current.clientWidth - current.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav ref={bar} className="tabs no-print" aria-label={label}>
      {tabs.map(({ to, label: name, end }) => <NavLink key={to} to={to} end={end ?? false}>{name}</NavLink>)}
    </nav>
  );
}

/** A choice of one out of a few, as a row of buttons. */
export function Segments<T extends string>({ label, value, onChange, choices }: { label: string; value: T; onChange: (value: T) => void; choices: readonly { value: T; label: string }[] }) {
  return (
    <div className="segments" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={choice.value === value ? "chosen" : undefined}>
          <input type="radio" name={label} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
