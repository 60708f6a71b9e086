import { newKey, Problem } from "finenice-client";
import { api } from "../../app/api";
import { getLanguage } from "../../app/language";
import type { ContentDetail } from "../draft";

export const MAX_BYTES = 25 * 1024 * 1024;

/** Upload the file of a content and report the share that is sent; `fetch` can't. */
export async function upload(courseId: number, contentId: number, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<ContentDetail> {
  // A call before it renews tokens that have expired.
  await api.courseDrafts.showContent(courseId, contentId, { signal });
  const tokens = await api.tokens();
  const form = new FormData();
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/courses/${courseId}/contents/${contentId}/file`);
    request.responseType = "json";
    request.setRequestHeader("Authorization", `Bearer ${tokens?.access_token ?? ""}`);
    request.setRequestHeader("Idempotency-Key", newKey());
    request.setRequestHeader("Accept-Language", getLanguage());
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / (total || 1));
    request.onload = () => (request.status === 200 ? resolve(request.response as ContentDetail) : reject(new Problem(request.status, (request.response ?? {}) as Record<string, unknown>)));
    request.onerror = () => reject(new TypeError("the shop can't be reached"));
    request.onabort = () => reject(new DOMException("the upload was stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
