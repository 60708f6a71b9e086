/** The frame of the pages before one is signed in. */
import type { ReactNode } from "react";
import { useTitle } from "../app/title";
import "./account.css";

export function Entry({ title, lead, children, foot }: { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }) {
  useTitle(title);
  return (
    <div className="entry narrow stack">
      <div className="stack tight">
        <h1>{title}</h1>
        {lead && <p className="soft">{lead}</p>}
      </div>
      <div className="card">{children}</div>
      {foot && <div className="entry-foot">{foot}</div>}
    </div>
  );
}
