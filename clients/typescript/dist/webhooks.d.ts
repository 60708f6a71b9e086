/** Verify webhooks of the shop, which are signed as Standard Webhooks 1.0 says (https://www.standardwebhooks.com). */
/** An event, as `GET /api/events` and webhooks tell it. */
export interface WebhookEvent {
    id: string;
    type: string;
    timestamp: string;
    data: Record<string, unknown>;
}
/** The request does not come from the shop, or was sent too long ago. */
export declare class WebhookError extends Error {
    name: string;
}
/**
 * Return the event in the body of a webhook, or throw a WebhookError.
 *
 * `body` is what has arrived, byte by byte, before any JSON is read. While a secret is rotated, give both. Keep the `id`
 * of an event with what you do for it: it may arrive again.
 */
export declare function verifyWebhook(body: string | Uint8Array, headers: Headers | Record<string, string | string[] | undefined>, secret: string | readonly string[], { tolerance, now }?: {
    tolerance?: number;
    now?: number;
}): Promise<WebhookEvent>;
