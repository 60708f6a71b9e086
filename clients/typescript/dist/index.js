/**
 * The Finenice API: `new Finenice(url)` has a member for each kind of thing, with a method for each call.
 *
 *     const shop = new Finenice("http://127.0.0.1:5000");
 *     await shop.signIn("user1", "pass123");
 *     for await (const product of shop.products.walk({ search: "kopi" })) console.log(product.name, product.price);
 */
import { Resources } from "./api.js";
import { Calls, Problem } from "./calls.js";
export { Call, NotModified, newKey, Problem } from "./calls.js";
/**
 * A connection to one shop. An access token that has expired is renewed once, for all calls together. A 429 or 503 is
 * waited for as long as `Retry-After` says. Every call that changes something has an `Idempotency-Key`, yours or a new
 * one, so that it is repeated with the same key where the answer was lost.
 */
export class Finenice extends Resources {
    constructor(url, options = {}) {
        const calls = new Calls(url, options);
        super(calls);
        this.url = url;
        this.connection = calls;
    }
    /** Signs in by e-mail address or username, and calls as this person from now on. */
    async signIn(name, password, second = {}) {
        const who = name.includes("@") ? { email: name } : { username: name };
        return this.kept(await this.connection.send("POST", "/api/auth/login", { body: { ...who, password, ...second } }));
    }
    /** Makes an account, and calls as this person from now on. */
    async signUp(person) {
        return this.kept(await this.connection.send("POST", "/api/auth/register", { body: person }));
    }
    /** Ends the session, here in any case and at the shop where it can be reached. */
    async signOut() {
        await this.connection.load();
        if (!this.connection.tokens)
            return;
        try {
            await this.connection.send("POST", "/api/auth/logout");
        }
        catch (error) {
            // It had ended already.
            if (!(error instanceof Problem && error.status === 401))
                throw error;
        }
        finally {
            await this.connection.forget();
        }
    }
    /** Whose tokens are there, also from the storage; undefined where nobody is signed in. */
    async tokens() {
        await this.connection.load();
        return this.connection.tokens;
    }
    /** Calls as who these tokens are of, such as those that a change of password brings. */
    async keep(tokens) {
        await this.connection.keep(tokens);
    }
    /** Calls a path that has no method here. */
    request(method, path, parts = {}) {
        return this.connection.send(method, path, parts);
    }
    async kept(tokens) {
        await this.connection.keep(tokens);
        return tokens;
    }
}
