/**
 * The client of the Finenice API: `new Finenice(url)` has a member for each resource, with a method for each call.
 *
 *     const shop = new Finenice("http://127.0.0.1:5000");
 *     await shop.signIn("user1", "pass123");
 *     for await (const product of shop.products.walk({ search: "kopi" })) console.log(product.name, product.price);
 */
import { Resources } from "./api.js";
import { Calls, Problem } from "./calls.js";
export { Call, NotModified, newKey, Problem } from "./calls.js";
export { newClientId, OfflineQueue, } from "./offline.js";
export { IndexedDbStorage, MemoryStorage } from "./offline_storage.js";
export { verifyWebhook, WebhookError } from "./webhooks.js";
/**
 * A connection to one shop. An expired access token is renewed once, for all calls. After a 429 or 503 a call waits for
 * `Retry-After`. Every call that changes something has an `Idempotency-Key`, yours or a new one. If the response is
 * lost, the call is repeated with the same key.
 */
export class Finenice extends Resources {
    constructor(url, options = {}) {
        const calls = new Calls(url, options);
        super(calls);
        this.url = url;
        this.connection = calls;
    }
    /** Sign in by e-mail address or username, and use the tokens from now on. */
    async signIn(name, password, second = {}) {
        const who = name.includes("@") ? { email: name } : { username: name };
        return this.useTokens(await this.connection.send("POST", "/api/auth/login", { body: { ...who, password, ...second } }));
    }
    /** Create an account, and use its tokens from now on. */
    async signUp(person, options) {
        return this.useTokens(await this.connection.send("POST", "/api/auth/register", { body: person, options }));
    }
    /** End the session. The tokens are dropped even if the shop does not answer. */
    async signOut() {
        await this.connection.load();
        if (!this.connection.tokens)
            return;
        try {
            await this.connection.send("POST", "/api/auth/logout");
        }
        catch (error) {
            // The session has ended already.
            if (!(error instanceof Problem && error.status === 401))
                throw error;
        }
        finally {
            await this.connection.clearTokens();
        }
    }
    /** The tokens, also those from the storage; undefined without a session. */
    async tokens() {
        await this.connection.load();
        return this.connection.tokens;
    }
    /** Use these tokens, such as those of a password change. */
    async setTokens(tokens) {
        await this.connection.setTokens(tokens);
    }
    /** Call a path that has no method here. */
    request(method, path, parts = {}) {
        return this.connection.send(method, path, parts);
    }
    async useTokens(tokens) {
        await this.connection.setTokens(tokens);
        return tokens;
    }
}
