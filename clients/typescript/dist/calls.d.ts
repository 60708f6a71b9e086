/** The connection that all calls share: credentials, retries and errors. */
import type { SignedInAnswer } from "./api.js";
import type { components } from "./schema.js";
type Members = components["schemas"]["ProblemMembers"];
/** The codes of problems; each has typed members. */
export type Code = keyof Members;
/** A file to send: a `Blob` or `File`, or the object that React Native uses. */
export type Upload = Blob | {
    readonly uri: string;
    readonly name: string;
    readonly type: string;
};
/** One of two responses; members of the other one are undefined. */
export type Either<A, B> = (A & {
    [K in Exclude<keyof B, keyof A>]?: undefined;
}) | (B & {
    [K in Exclude<keyof A, keyof B>]?: undefined;
});
declare class Failure extends Error {
    readonly status: number;
    /** All members of the problem, such as `available` of `insufficient_stock`. */
    readonly members: Readonly<Record<string, unknown>>;
    readonly headers: Headers;
    readonly name = "Problem";
    readonly code: Code | undefined;
    /** The invalid fields, if any. */
    readonly errors: ReadonlyArray<{
        field: string;
        code: string;
        msg: string;
    }>;
    constructor(status: number, 
    /** All members of the problem, such as `available` of `insufficient_stock`. */
    members: Readonly<Record<string, unknown>>, headers?: Headers);
}
interface FailureOf<C, M> extends Omit<Failure, "code" | "members"> {
    readonly code: C;
    readonly members: Readonly<M>;
}
/**
 * An error response (RFC 9457): `code` is for programs, `message` for people. `code` discriminates the type of
 * `members`; it is undefined if a proxy in between has answered.
 */
export type Problem = {
    [C in Code]: FailureOf<C, Members[C]>;
}[Code] | FailureOf<undefined, Record<string, unknown>>;
export declare const Problem: {
    new (status: number, members: Readonly<Record<string, unknown>>, headers?: Headers): Problem;
    readonly prototype: Problem;
};
/** Thrown if `ifNoneMatch` is the ETag of the current version. */
export declare class NotModified extends Error {
    readonly etag: string | undefined;
    readonly name = "NotModified";
    constructor(etag: string | undefined);
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
export declare class Call<T> implements Promise<T> {
    private readonly response;
    readonly [Symbol.toStringTag] = "Call";
    constructor(response: Promise<CallResponse<T>>);
    /** The body together with status and headers. */
    withResponse(): Promise<CallResponse<T>>;
    then<A = T, B = never>(done?: ((data: T) => A | PromiseLike<A>) | null, failed?: ((problem: unknown) => B | PromiseLike<B>) | null): Promise<A | B>;
    catch<B = never>(failed?: ((problem: unknown) => B | PromiseLike<B>) | null): Promise<T | B>;
    finally(done?: (() => void) | null): Promise<T>;
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
/** The connection to one shop; see `Finenice`. */
export declare class Calls {
    readonly options: Options;
    tokens: Tokens | undefined;
    private readonly url;
    private loading;
    private renewing;
    constructor(url: string, options?: Options);
    /** Call a path. The type of the body depends on its media type. */
    send<T>(method: string, path: string, parts?: Parts): Call<T>;
    /** Use these tokens from now on. */
    setTokens({ access_token, refresh_token }: Tokens): Promise<void>;
    /** Make anonymous calls from now on. */
    clearTokens(problem?: Problem): Promise<void>;
    /** Load the tokens from the storage, once. */
    load(): Promise<void>;
    private get storageKey();
    private stored;
    private request;
    /** Retry after a lost response, an expired token, or `Retry-After`. Every attempt sends the same key. */
    private fetchWithRetry;
    private fetch;
    private renew;
    /** Use the stored tokens if another tab has replaced these, by a renewal or a new session. */
    private adopt;
    private exchange;
}
/** Yield every row of the list of this name, page after page. */
export declare function walk<R>(page: (cursor: string) => PromiseLike<{
    next_cursor: string | null;
}>, name: string): AsyncGenerator<R>;
/** Return the text as one segment of a path. */
export declare function segment(value: string | number): string;
/** Return a new idempotency key. It need not be secret, so platforms without `crypto` are supported. */
export declare function newKey(): string;
export {};
