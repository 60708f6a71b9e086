/** What every call shares: the connection, who is calling, trying again, and the failures. */
import type { SignedInAnswer } from "./api.js";
import type { components } from "./schema.js";
type Members = components["schemas"]["ProblemMembers"];
/** What the shop calls a failure; its members are typed by it. */
export type Code = keyof Members;
/** A file to send: a `Blob` or `File`, or what React Native has in their place. */
export type Upload = Blob | {
    readonly uri: string;
    readonly name: string;
    readonly type: string;
};
/** One of two answers; what only the other one has is undefined. */
export type Either<A, B> = (A & {
    [K in Exclude<keyof B, keyof A>]?: undefined;
}) | (B & {
    [K in Exclude<keyof A, keyof B>]?: undefined;
});
declare class Failure extends Error {
    readonly status: number;
    /** All that the shop tells; beside its sentence, such as `available` of `insufficient_stock`. */
    readonly members: Readonly<Record<string, unknown>>;
    readonly headers: Headers;
    readonly name = "Problem";
    readonly code: Code | undefined;
    /** The fields that need attention, where there are such. */
    readonly errors: ReadonlyArray<{
        field: string;
        code: string;
        msg: string;
    }>;
    constructor(status: number, 
    /** All that the shop tells; beside its sentence, such as `available` of `insufficient_stock`. */
    members: Readonly<Record<string, unknown>>, headers?: Headers);
}
interface FailureOf<C, M> extends Omit<Failure, "code" | "members"> {
    readonly code: C;
    readonly members: Readonly<M>;
}
/**
 * A failure as the shop tells it (RFC 9457): `code` is for programs, `message` for people. Comparing `code` tells the
 * type of `members`; it is undefined where something between here and the shop has answered.
 */
export type Problem = {
    [C in Code]: FailureOf<C, Members[C]>;
}[Code] | FailureOf<undefined, Record<string, unknown>>;
export declare const Problem: {
    new (status: number, members: Readonly<Record<string, unknown>>, headers?: Headers): Problem;
    readonly prototype: Problem;
};
/** Thrown where `ifNoneMatch` names what is still the current version. */
export declare class NotModified extends Error {
    readonly etag: string | undefined;
    readonly name = "NotModified";
    constructor(etag: string | undefined);
}
/** An answer with all that came beside its body. */
export interface CallResponse<T> {
    readonly data: T;
    readonly status: number;
    readonly headers: Headers;
    /** What `ifMatch` and `ifNoneMatch` of the next call name. */
    readonly etag: string | undefined;
    readonly location: string | undefined;
    /** Whether this is the answer of an earlier call with the same key, and nothing was done now. */
    readonly replayed: boolean;
}
/** What is going to be answered: `await` it for the body, and `withResponse()` for what came beside it, too. */
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
/** What any call may be told beside its own parameters. */
export interface CallOptions {
    /** Makes one call of all its repetitions; without it each call that changes something gets a new one. */
    idempotencyKey?: string | undefined;
    /** Change only what is still the version of this ETag. */
    ifMatch?: string | undefined;
    /** Throw `NotModified` where this ETag is still the current version. */
    ifNoneMatch?: string | undefined;
    headers?: HeadersInit | undefined;
    signal?: AbortSignal | undefined;
}
/** `localStorage`, AsyncStorage of React Native, or what has the same methods. */
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
    /** Where tokens are kept from one start of the program to the next. */
    storage?: TokenStorage | undefined;
    /** The name that they are kept under, "finenice.tokens" unless told. */
    storageKey?: string | undefined;
    /** Told of every new pair of tokens. */
    onTokens?: ((tokens: Tokens) => void) | undefined;
    /** Told when nobody is signed in any more: without a problem after `signOut`, else why the session has ended. */
    onSignedOut?: ((problem: Problem | undefined) => void) | undefined;
    /** The language of the sentences. */
    language?: "en" | "id" | undefined;
    /** How many seconds one call waits for `Retry-After` in all, 30 unless told; 0: never. */
    maxWait?: number | undefined;
    /** Another `fetch` than that of the platform. */
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
    /** Calls a path; what is answered depends on its media type. */
    send<T>(method: string, path: string, parts?: Parts): Call<T>;
    /** Calls as who these tokens are of. */
    keep({ access_token, refresh_token }: Tokens): Promise<void>;
    /** Calls as nobody. */
    forget(problem?: Problem): Promise<void>;
    /** Looks once for the tokens that the storage has. */
    load(): Promise<void>;
    private get storageKey();
    private stored;
    private answer;
    /** Tries until there is an answer that is no reason to try again; every attempt sends the same key. */
    private patiently;
    private fetch;
    private renew;
    private exchange;
}
/** Every row of the list of this name, page after page. */
export declare function walk<R>(page: (cursor: string) => PromiseLike<{
    next_cursor: string | null;
}>, name: string): AsyncGenerator<R>;
/** The text as one segment of a path. */
export declare function segment(value: string | number): string;
/** A key that makes one call of all its repetitions. It need not be secret, so that a platform may lack `crypto`. */
export declare function newKey(): string;
export {};
