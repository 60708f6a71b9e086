/** The draft of a course, as its author edits it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useParams } from "react-router";
import { api } from "../app/api";
import { hasCode } from "../app/problem";

export type Draft = Schemas["CourseDraft"];
export type DraftContent = Schemas["DraftContent"];
export type ContentDetail = Schemas["DraftContentDetail"];
export type Kind = DraftContent["kind"];

export const draftKey = (courseId: number) => ["draft", courseId] as const;
export const contentKey = (courseId: number, contentId: number) => ["draft", courseId, "content", contentId] as const;
/** The value of `If-Match` for a revision of the draft. */
export const tag = (revision: number) => `"${revision}"`;

export function useCourseId(): number {
  const { courseId } = useParams();
  return Number(courseId);
}

/** A form must not change under the author's hands, so the draft is read at the start and after a write only. */
const ON_REQUEST = { staleTime: Infinity, refetchOnMount: "always", refetchOnWindowFocus: false } as const;

export function useDraft(courseId: number) {
  return useQuery({ queryKey: draftKey(courseId), queryFn: ({ signal }) => api.courseDrafts.show(courseId, { signal }), ...ON_REQUEST });
}

export function useContent(courseId: number, contentId: number) {
  const read = ({ signal }: { signal: AbortSignal }) => api.courseDrafts.showContent(courseId, contentId, { signal });
  return useQuery({ queryKey: contentKey(courseId, contentId), queryFn: read, ...ON_REQUEST });
}

/** The course as learners see it: its state, its version, and whether it is open. */
export function useCourse(courseId: number) {
  return useQuery({ queryKey: ["course", courseId], queryFn: ({ signal }) => api.courses.show(courseId, { signal }) });
}

/** Read the draft and the course again after a write. */
export function useReload(courseId: number) {
  const client = useQueryClient();
  return () => Promise.all([
    client.invalidateQueries({ queryKey: draftKey(courseId) }),
    client.invalidateQueries({ queryKey: ["course", courseId] }),
    client.invalidateQueries({ queryKey: ["authored-courses"] }),
  ]);
}

/** Fields that the author and somebody else have changed differently since the form was opened. */
export class Overlap extends Error {
  constructor(readonly fields: readonly string[]) {
    super("changed elsewhere, too");
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Return the fields of `mine` that differ from `base`. */
export function changed<T extends object>(base: T, mine: T): Partial<T> {
  return Object.fromEntries(Object.entries(mine).filter(([name, value]) => !same(value, base[name as keyof T]))) as Partial<T>;
}

interface Current<T> {
  values: T;
  revision: number;
}

/**
 * Send what the author changed. The revision counts all writes to the draft: if others have changed other fields, the
 * write is repeated with theirs; if they have changed the same ones, it throws `Overlap`.
 */
export async function saveFields<T extends object, R>(given: {
  base: T;
  mine: T;
  current: Current<T>;
  read: () => Promise<Current<T>>;
  send: (fields: Partial<T>, ifMatch: string) => PromiseLike<R>;
}): Promise<R> {
  const fields = changed(given.base, given.mine);
  let { current } = given;
  for (let again = true; ; again = false) {
    const theirs = changed(given.base, current.values);
    const overlap = Object.keys(fields).filter((name) => name in theirs && !same(given.mine[name as keyof T], current.values[name as keyof T]));
    if (overlap.length) throw new Overlap(overlap);
    try {
      return await given.send(fields, tag(current.revision));
    } catch (error) {
      if (!again || !hasCode(error, "version_conflict")) throw error;
      current = await given.read();
    }
  }
}
