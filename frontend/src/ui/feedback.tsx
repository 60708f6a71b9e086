import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { useText, words } from "../app/language";
import { isProblem, sentence } from "../app/problem";
import { Button } from "./button";
import { CheckCircle2, CircleAlert, type Icon, Info, RefreshCw, TriangleAlert } from "./icons";
import "./feedback.css";

const text = words({
  id: { loading: "Memuat…", again: "Coba lagi", more: "Tampilkan lagi" },
  en: { loading: "Loading…", again: "Try again", more: "Show more" },
});

type Tone = "neutral" | "good" | "warning" | "danger" | "information";

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** A message within the page. */
export function Alert({ tone = "information", title, children, action }: { tone?: Tone; title?: ReactNode; children?: ReactNode; action?: ReactNode }) {
  const Symbol = tone === "danger" ? CircleAlert : tone === "warning" ? TriangleAlert : tone === "good" ? CheckCircle2 : Info;
  return (
    <div className={`alert ${tone}`} role={tone === "danger" ? "alert" : "note"}>
      <Symbol size={20} aria-hidden />
      <div className="grow">
        {title && <p className="alert-title">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}

/** What stands in place of an empty list: a picture, one sentence, one action. */
export function EmptyState({ icon: Icon, title, children, action, heading: Title = "p" }: { icon: Icon; title: string; children?: ReactNode; action?: ReactNode; heading?: "p" | "h1" }) {
  return (
    <div className="empty">
      <Icon size={40} strokeWidth={1.25} aria-hidden />
      <Title className="empty-title">{title}</Title>
      {children && <p className="soft">{children}</p>}
      {action}
    </div>
  );
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useText(text);
  return (
    <Alert tone="danger" action={onRetry && <Button icon={RefreshCw} onClick={onRetry}>{t.again}</Button>}>
      <p>{sentence(error)}</p>
    </Alert>
  );
}

/** Grey bars in the place of content that is loading. */
export function Skeleton({ lines = 3, height = 20 }: { lines?: number; height?: number }) {
  const t = useText(text);
  return (
    <div className="stack tight" role="status">
      <span className="visually-hidden">{t.loading}</span>
      {Array.from({ length: lines }, (_, line) => <div key={line} className="skeleton" style={{ height }} />)}
    </div>
  );
}

export function Progress({ value, label }: { value: number | null; label: string }) {
  return <progress className="progress" aria-label={label} max={100} {...(value === null ? {} : { value })} />;
}

const NotFound = lazy(async () => ({ default: (await import("../app/error-pages")).NotFound }));

/** Render a query: its skeleton, its error, or its data; the page for wrong addresses if there is no such thing. */
export function Loaded<T>({ query, skeleton, children }: { query: UseQueryResult<T>; skeleton?: ReactNode; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (isProblem(query.error) && query.error.status === 404) return <Suspense><NotFound /></Suspense>;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Skeleton />;
}

interface LoadedListProps<P, R> {
  query: UseInfiniteQueryResult<InfiniteData<P>>;
  rows: (page: P) => readonly R[];
  skeleton?: ReactNode;
  empty: ReactNode;
  children: (rows: R[]) => ReactNode;
}

/** Render the pages of a list: its skeleton, its error, its empty state, or its rows with a button for more. */
export function LoadedList<P, R>({ query, rows, skeleton, empty, children }: LoadedListProps<P, R>) {
  const t = useText(text);
  if (query.data === undefined) {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return skeleton ?? <Skeleton lines={6} height={44} />;
  }
  const all = query.data.pages.flatMap(rows);
  if (!all.length) return empty;
  return (
    <>
      {children(all)}
      {query.error && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {query.hasNextPage && (
        <div className="more">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t.more}</Button>
        </div>
      )}
    </>
  );
}
