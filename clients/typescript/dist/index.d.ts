/**
 * The client of the Finenice API: `new Finenice(url)` has a member for each resource, with a method for each call.
 *
 *     const shop = new Finenice("http://127.0.0.1:5000");
 *     await shop.signIn("user1", "pass123");
 *     for await (const product of shop.products.walk({ search: "kopi" })) console.log(product.name, product.price);
 */
import { Resources, type SignedInAnswer, type SigningIn, type SigningUp } from "./api.js";
import { Call, type CallOptions, type Options, type Tokens } from "./calls.js";
import type { components } from "./schema.js";
export type * from "./schema.js";
export { Call, NotModified, newKey, Problem } from "./calls.js";
export { type FlushReport, type NewOfflineItem, newClientId, type OfflineItem, OfflineQueue, type QueuedItem, type QueueOptions, type QueueState, } from "./offline.js";
export { type Guard, IndexedDbStorage, MemoryStorage, type QueueStorage, type Versioned } from "./offline_storage.js";
export { verifyWebhook, WebhookError, type WebhookEvent } from "./webhooks.js";
export type { CallOptions, CallResponse, Code, Either, Options, Tokens, TokenStorage, Upload } from "./calls.js";
export type Schemas = components["schemas"];
/**
 * A connection to one shop. An expired access token is renewed once, for all calls. After a 429 or 503 a call waits for
 * `Retry-After`. Every call that changes something has an `Idempotency-Key`, yours or a new one. If the response is
 * lost, the call is repeated with the same key.
 */
export declare class Finenice extends Resources {
    readonly url: string;
    private readonly connection;
    constructor(url: string, options?: Options);
    /** Sign in by e-mail address or username, and use the tokens from now on. */
    signIn(name: string, password: string, second?: Pick<SigningIn, "code" | "recovery_code">): Promise<SignedInAnswer>;
    /** Create an account, and use its tokens from now on. */
    signUp(person: SigningUp, options?: CallOptions): Promise<SignedInAnswer>;
    /** End the session. The tokens are dropped even if the shop does not answer. */
    signOut(): Promise<void>;
    /** The tokens, also those from the storage; undefined without a session. */
    tokens(): Promise<Tokens | undefined>;
    /** Use these tokens, such as those of a password change. */
    setTokens(tokens: Tokens): Promise<void>;
    /** Call a path that has no method here. */
    request<T = unknown>(method: string, path: string, parts?: {
        query?: object;
        body?: unknown;
        form?: object;
        options?: CallOptions;
    }): Call<T>;
    private useTokens;
}
