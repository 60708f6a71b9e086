/** The connection that all calls share: credentials, retries and errors. */
import type { SignedInAnswer } from "./api.js";
import type { components } from "./schema.js";

type Members = components["schemas"]["ProblemMembers"];
/** The codes of problems; each has typed members. */
export type Code = keyof Members;
/** A file to send: a `Blob` or `File`, or the object that React Native uses. */
export type Upload = Blob | { readonly uri: string; readonly name: string; readonly type: string };
/** One of two responses; members of the other one are undefined. */
export type Either<A, B> =
  | (A & { [K in Exclude<keyof B, keyof A>]?: undefined })
  | (B & { [K in Exclude<keyof A, keyof B>]?: undefined });

class Failure extends Error {
  override readonly name = "Problem";
  readonly code: Code | undefined;
  /** The invalid fields, if any. */
  readonly errors: ReadonlyArray<{ field: string; code: string; msg: string }>;

  constructor(
    readonly status: number,
    /** All members of the problem, such as `available` of `insufficient_stock`. */
    readonly members: Readonly<Record<string, unknown>>,
    readonly headers: Headers = new Headers(),
  ) {
    super(String(members["detail"] ?? `status ${status}`));
    this.code = members["code"] as Code | undefined;
    this.errors = (members["errors"] ?? []) as Failure["errors"];
  }
}

interface FailureOf<C, M> extends Omit<Failure, "code" | "members"> {
  readonly code: C;
  readonly members: Readonly<M>;
}

/**
 * An error response (RFC 9457): `code` is for programs, `message` for people. `code` discriminates the type of
 * `members`; it is undefined if a proxy in between has answered.
 */
export type Problem = { [C in Code]: FailureOf<C, Members[C]> }[Code] | FailureOf<undefined, Record<string, unknown>>;
export const Problem = Failure as unknown as {
  new (status: number, members: Readonly<Record<string, unknown>>, headers?: Headers): Problem;
  readonly prototype: Problem;
};

/** Thrown if `ifNoneMatch` is the ETag of the current version. */
export class NotModified extends Error {
  override readonly name = "NotModified";

  constructor(readonly etag: string | undefined) {
    super("not modified");
  }
}

/** A response: the body with its status and headers. */
export interface CallResponse<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
  /** The value for `ifMatch` and `ifNoneMatch` of the next call. */
  readonly etag: string | undefined;
  readonly location: string | undefined;
  /** True if this is the response of an earlier call with the same key, and nothing was changed now. */
  readonly replayed: boolean;
}

/** A pending response: `await` it for the body, or `withResponse()` for status and headers, too. */
export class Call<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Call";

  constructor(private readonly response: Promise<CallResponse<T>>) {}

  /** The body together with status and headers. */
  withResponse(): Promise<CallResponse<T>> {
    return this.response;
  }

  then<A = T, B = never>(
    done?: ((data: T) => A | PromiseLike<A>) | null,
    failed?: ((problem: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.response.then(({ data }) => data).then(done, failed);
  }

  catch<B = never>(failed?: ((problem: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, failed);
  }

  finally(done?: (() => void) | null): Promise<T> {
    return this.then().finally(done);
  }
}

/** Options of every call. */
export interface CallOptions {
  /** Repeated calls with the same key are one call. By default each call that changes something gets a new key. */
  idempotencyKey?: string | undefined;
  /** Change the resource only if this is still its ETag. */
  ifMatch?: string | undefined;
  /** Throw `NotModified` if this is still the ETag of the resource. */
  ifNoneMatch?: string | undefined;
  headers?: HeadersInit | undefined;
  signal?: AbortSignal | undefined;
}

/** `localStorage`, AsyncStorage of React Native, or an object with the same methods. */
export interface TokenStorage {
  getItem(name: string): string | null | undefined | Promise<string | null | undefined>;
  setItem(name: string, value: string): unknown;
  removeItem(name: string): unknown;
}

export type Tokens = Pick<SignedInAnswer, "access_token" | "refresh_token">;

export interface Options {
  apiKey?: string | undefined;
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
  /** Stores the tokens between starts of the program. */
  storage?: TokenStorage | undefined;
  /** The key of the tokens in the storage, "finenice.tokens" by default. */
  storageKey?: string | undefined;
  /** Called with every new pair of tokens. */
  onTokens?: ((tokens: Tokens) => void) | undefined;
  /** Called when the session has ended: without a problem after `signOut`, else with the reason. */
  onSignedOut?: ((problem: Problem | undefined) => void) | undefined;
  /** Runs the renewal of the tokens, one at a time among all that share the storage, such as the tabs of a browser. */
  exclusive?: ((renew: () => Promise<void>) => Promise<void>) | undefined;
  /** The language of messages. */
  language?: "en" | "id" | undefined;
  /** The seconds that a call waits for `Retry-After` in total: 30 by default, 0 for never. */
  maxWait?: number | undefined;
  /** Replaces the `fetch` of the platform. */
  fetch?: typeof fetch | undefined;
}

interface Parts {
  query?: object | undefined;
  body?: unknown;
  form?: object | undefined;
  options?: CallOptions | undefined;
}

const ENDED: ReadonlyArray<Code | undefined> = ["expired_token", "invalid_token", "reused_token", "revoked_token"];

/** The connection to one shop; see `Finenice`. */
export class Calls {
  tokens: Tokens | undefined;
  private readonly url: string;
  private loading: Promise<void> | undefined;
  private renewing: Promise<void> | undefined;

  constructor(
    url: string,
    readonly options: Options = {},
  ) {
    this.url = url.replace(/\/$/, "");
    const { accessToken: access_token = "", refreshToken: refresh_token = "" } = options;
    if (access_token || refresh_token) this.tokens = { access_token, refresh_token };
    if (this.tokens || options.apiKey) this.loading = Promise.resolve();
  }

  /** Call a path. The type of the body depends on its media type. */
  send<T>(method: string, path: string, parts: Parts = {}): Call<T> {
    return new Call(this.request<T>(method, path, parts));
  }

  /** Use these tokens from now on. */
  async setTokens({ access_token, refresh_token }: Tokens): Promise<void> {
    this.loading = Promise.resolve();
    this.tokens = { access_token, refresh_token };
    await this.options.storage?.setItem(this.storageKey, JSON.stringify(this.tokens));
    this.options.onTokens?.(this.tokens);
  }

  /** Make anonymous calls from now on. */
  async clearTokens(problem?: Problem): Promise<void> {
    if (!this.tokens) return;
    this.tokens = undefined;
    await this.options.storage?.removeItem(this.storageKey);
    this.options.onSignedOut?.(problem);
  }

  /** Load the tokens from the storage, once. */
  load(): Promise<void> {
    return (this.loading ??= this.stored().then((tokens) => void (this.tokens ??= tokens)));
  }

  private get storageKey(): string {
    return this.options.storageKey ?? "finenice.tokens";
  }

  private async stored(): Promise<Tokens | undefined> {
    const text = await this.options.storage?.getItem(this.storageKey);
    try {
      const { access_token, refresh_token } = JSON.parse(text ?? "{}") as Partial<Tokens>;
      return access_token && refresh_token ? { access_token, refresh_token } : undefined;
    } catch {
      return undefined;
    }
  }

  private async request<T>(method: string, path: string, parts: Parts): Promise<CallResponse<T>> {
    await this.load();
    const headers = new Headers(parts.options?.headers);
    const { idempotencyKey, ifMatch, ifNoneMatch, signal } = parts.options ?? {};
    if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
    else if (method !== "GET" && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", newKey());
    if (ifMatch !== undefined) headers.set("If-Match", ifMatch);
    if (ifNoneMatch !== undefined) headers.set("If-None-Match", ifNoneMatch);
    if (this.options.language) headers.set("Accept-Language", this.options.language);
    const init: RequestInit = { method, headers };
    if (signal) init.signal = signal;
    if (parts.form !== undefined) init.body = form(parts.form);
    else if (parts.body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.body = JSON.stringify(parts.body);
    }
    const response = await this.fetchWithRetry(this.url + path + search(parts.query ?? {}), init, headers);
    const etag = response.headers.get("ETag") ?? undefined;
    if (response.status === 304) throw new NotModified(etag);
    return {
      data: (await content(response)) as T,
      status: response.status,
      headers: response.headers,
      etag,
      location: response.headers.get("Location") ?? undefined,
      replayed: response.headers.get("Idempotent-Replayed") === "true",
    };
  }

  /** Retry after a lost response, an expired token, or `Retry-After`. Every attempt sends the same key. */
  private async fetchWithRetry(url: string, init: RequestInit, headers: Headers): Promise<Response> {
    const deadline = Date.now() + 1000 * (this.options.maxWait ?? 30);
    // The tokens stored by another tab may have expired, too, so two renewals are allowed.
    let [renewals, lost] = [0, false];
    for (;;) {
      const token = this.options.apiKey ? undefined : this.tokens?.access_token;
      if (this.options.apiKey) headers.set("Authorization", `ApiKey ${this.options.apiKey}`);
      else if (token) headers.set("Authorization", `Bearer ${token}`);
      else if (this.tokens) headers.delete("Authorization");
      let response: Response;
      try {
        response = await this.fetch(url, init);
      } catch (error) {
        if (lost || init.signal?.aborted) throw error;
        lost = true;
        continue;
      }
      if (response.ok || response.status === 304) return response;
      const problem = await read(response);
      if (problem.code === "expired_token" && this.tokens?.refresh_token && renewals < 2) {
        renewals += 1;
        await this.renew(token);
        continue;
      }
      if (ENDED.includes(problem.code) && token && token === this.tokens?.access_token) {
        if (renewals < 2 && (await this.adopt(token))) {
          renewals += 1;
          continue;
        }
        await this.clearTokens(problem);
      }
      const pause = 1000 * Number(response.headers.get("Retry-After") ?? Infinity);
      const waits = [429, 503].includes(response.status) || problem.code === "idempotency_in_progress";
      if (!waits || Date.now() + pause > deadline) throw problem;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private fetch(url: string, init: RequestInit): Promise<Response> {
    return (this.options.fetch ?? globalThis.fetch)(url, init);
  }

  private renew(expired: string | undefined): Promise<void> {
    if (this.tokens?.access_token !== expired) return Promise.resolve();
    const alone = this.options.exclusive ?? ((renew: () => Promise<void>) => renew());
    return (this.renewing ??= alone(() => this.exchange(expired)).finally(() => (this.renewing = undefined)));
  }

  /** Use the stored tokens if another tab has replaced these, by a renewal or a new session. */
  private async adopt(old: string | undefined): Promise<boolean> {
    const stored = await this.stored();
    if (!stored || stored.access_token === old) return false;
    this.tokens = stored;
    return true;
  }

  private async exchange(expired: string | undefined): Promise<void> {
    if (await this.adopt(expired)) return;
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (this.options.language) headers["Accept-Language"] = this.options.language;
    const body = JSON.stringify({ refresh_token: this.tokens?.refresh_token });
    const send = () => this.fetch(`${this.url}/api/auth/refresh`, { method: "POST", headers, body });
    // After a lost response, the same refresh token leads to the same new tokens for a short time.
    const response = await send().catch(send);
    if (response.ok) return this.setTokens((await response.json()) as Tokens);
    const problem = await read(response);
    if (response.status === 401) {
      if (await this.adopt(expired)) return;
      await this.clearTokens(problem);
    }
    throw problem;
  }
}

/** Yield every row of the list of this name, page after page. */
export async function* walk<R>(
  page: (cursor: string) => PromiseLike<{ next_cursor: string | null }>,
  name: string,
): AsyncGenerator<R> {
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer: { next_cursor: string | null } = await page(cursor);
    yield* (answer as unknown as Record<string, R[]>)[name] ?? [];
    cursor = answer.next_cursor;
  }
}

/** Return the text as one segment of a path. */
export function segment(value: string | number): string {
  return encodeURIComponent(value);
}

/** Return a new idempotency key. It need not be secret, so platforms without `crypto` are supported. */
export function newKey(): string {
  const bytes = new Uint8Array(16);
  if (globalThis.crypto?.getRandomValues) globalThis.crypto.getRandomValues(bytes);
  else bytes.forEach((_, place) => (bytes[place] = Math.random() * 256));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function read(response: Response): Promise<Problem> {
  let members: unknown;
  try {
    members = await response.json();
  } catch {
    // The response is from a proxy in between.
  }
  const found = typeof members === "object" && members !== null ? (members as Record<string, unknown>) : {};
  return new Problem(response.status, found, response.headers);
}

/** Return the body by its media type: JSON, text or bytes. An event stream is returned unread. */
async function content(response: Response): Promise<unknown> {
  const kind = response.headers.get("Content-Type") ?? "";
  if (response.status === 204) return undefined;
  if (/^[^;]*json/.test(kind)) return response.json();
  if (kind.startsWith("text/event-stream")) return response;
  return kind.startsWith("text/") ? response.text() : response.blob();
}

const each = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

function search(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    each(values).map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`),
  );
  return pairs.length ? `?${pairs.join("&")}` : "";
}

function form(fields: object): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(fields))
    for (const part of each(values)) data.append(name, typeof part === "object" ? (part as Blob) : String(part));
  return data;
}
