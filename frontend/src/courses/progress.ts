/** The learner's progress in a course, and the reports of a visit to one of its contents. */
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { newKey } from "finenice-client";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { api } from "../app/api";
import { isUnreachable } from "../app/problem";
import { useSession, useUser } from "../app/session";
import { keep, type ProgressEvent, send, sendOnLeaving, waitingCourses } from "./queue";

export type CourseProgress = Schemas["CourseProgress"];
export type ContentProgress = Schemas["ContentProgress"];

/** How often a visit reports where it is. */
const REPORT_SECONDS = 12;
const MOST_SECONDS = 24 * 60 * 60;

export const progressKey = (courseId: number) => ["progress", courseId];

export function useProgress(courseId: number, enabled: boolean) {
  return useQuery({
    queryKey: progressKey(courseId),
    queryFn: ({ signal }) => api.progress.show(courseId, { signal }),
    enabled,
    staleTime: 5_000,
    refetchOnMount: "always",
  });
}

/** Courses that were seen unfinished since the page was loaded, and whose completion was not told yet. */
const unfinished = new Set<string>();
/** Whoever has moved on sooner has not read it. */
const READING_MS = 2000;

/** Whether the course was completed since it was seen unfinished, on this page or on the one before; it is told once. */
export function useJustCompleted(userId: number | undefined, progress: CourseProgress | undefined): boolean {
  const key = `${userId}/${progress?.course_id}`;
  const isCompleted = progress?.completed;
  if (isCompleted === false) unfinished.add(key);
  const isNew = Boolean(isCompleted) && unfinished.has(key);
  useEffect(() => {
    if (!isNew) return;
    const start = Date.now();
    return () => {
      if (Date.now() - start > READING_MS) unfinished.delete(key);
    };
  }, [isNew, key]);
  return isNew;
}

/** Take over the progress of an answer: all pages show the same numbers at once. */
export function takeOver(client: QueryClient, progress: CourseProgress): void {
  client.setQueryData(progressKey(progress.course_id), progress);
  void client.invalidateQueries({ queryKey: ["courses"] });
  void client.invalidateQueries({ queryKey: ["course", progress.course_id], refetchType: "none" });
}

/** Send what was recorded without a connection: at once, and whenever the connection is back. */
export function useSendWaiting(): void {
  const { user } = useSession();
  const client = useQueryClient();
  const userId = user?.id;
  useEffect(() => {
    if (userId === undefined) return;
    const sendAll = () => {
      for (const courseId of waitingCourses(userId)) {
        send(userId, courseId).then((progress) => progress && takeOver(client, progress), () => undefined);
      }
    };
    sendAll();
    window.addEventListener("online", sendAll);
    return () => window.removeEventListener("online", sendAll);
  }, [client, userId]);
}

type Change = Pick<ProgressEvent, "completed" | "percent" | "position">;

export interface Visit {
  /** Note where the learner is; it is sent with the next report. */
  note: (change: Change) => void;
  /** Report now. Return the progress, or undefined if it waits for a connection. */
  report: (change?: Change) => Promise<CourseProgress | undefined>;
  /** Called before each report, to note what isn't noted yet. */
  beforeReport: (() => void) | null;
}

/** A visit of a content: counts its seconds while the page is visible, and reports them on the way and at its end. */
export function useVisit(courseId: number, contentId: number): Visit {
  const user = useUser();
  const client = useQueryClient();
  const state = useRef<ProgressEvent & { seconds: number; changed: boolean }>(null);
  state.current ??= { content_id: contentId, visit: newKey().slice(0, 16), seconds: 0, changed: true };

  const self = useRef<Visit>(null);

  const keepNow = useCallback(() => {
    self.current?.beforeReport?.();
    const { changed, ...event } = state.current!;
    if (changed) keep(user.id, courseId, { ...event, recorded_at: new Date().toISOString() });
    state.current!.changed = false;
  }, [user.id, courseId]);

  const visit = useMemo<Visit>(() => {
    const note = (change: Change) => Object.assign(state.current!, change, { changed: true });
    const report = async (change: Change = {}) => {
      if (Object.keys(change).length) note(change);
      keepNow();
      try {
        const progress = await send(user.id, courseId);
        if (progress) takeOver(client, progress);
        return progress;
      } catch (error) {
        if (isUnreachable(error)) return undefined;
        throw error;
      }
    };
    return (self.current = { note, report, beforeReport: null });
  }, [client, keepNow, user.id, courseId]);

  useEffect(() => {
    const quietly = () => void visit.report().catch(() => undefined);
    quietly();
    const timer = setInterval(() => {
      const now = state.current!;
      if (document.visibilityState !== "visible" || now.seconds >= MOST_SECONDS) return;
      now.seconds += 1;
      now.changed = true;
      if (now.seconds % REPORT_SECONDS === 0) quietly();
    }, 1000);
    const leave = () => {
      if (document.visibilityState === "visible") return;
      keepNow();
      sendOnLeaving(user.id, courseId);
    };
    const close = () => {
      keepNow();
      sendOnLeaving(user.id, courseId);
    };
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("pagehide", close);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("pagehide", close);
      quietly();
    };
  }, [visit, keepNow, user.id, courseId]);
  return visit;
}
