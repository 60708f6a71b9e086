/** The calls of webhooks. They are no methods of the client here, whose classes every page loads. */
import type { CallOptions, Schemas } from "finenice-client";
import { api } from "../../app/api";

export type Webhook = Schemas["Webhook"];
export type NewWebhook = Schemas["NewWebhook"];
export type WebhookWithSecret = Schemas["WebhookWithSecret"];
export type Delivery = Schemas["Delivery"];
export type EventType = NonNullable<NewWebhook["types"]>[number];

interface Paged {
  cursor?: string;
  per_page?: number;
}

const send = <T>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown, options: CallOptions = {}) => api.request<T>(method, path, { body, options });

export const webhooks = {
  list: (query: Paged) => api.request<Schemas["WebhookPage"]>("GET", "/api/webhooks", { query }),
  create: (body: NewWebhook, options: CallOptions) => send<WebhookWithSecret>("POST", "/api/webhooks", body, options),
  update: (id: number, body: Schemas["WebhookUpdate"]) => send<Webhook>("PATCH", `/api/webhooks/${id}`, body),
  remove: (id: number) => send<unknown>("DELETE", `/api/webhooks/${id}`),
  rotate: (id: number, options: CallOptions) => send<WebhookWithSecret>("POST", `/api/webhooks/${id}/rotate`, undefined, options),
  test: (id: number) => send<Delivery>("POST", `/api/webhooks/${id}/test`),
  deliveries: (id: number, query: Paged) => api.request<Schemas["DeliveryPage"]>("GET", `/api/webhooks/${id}/deliveries`, { query }),
  replay: (id: number, eventId: string) => send<Delivery>("POST", `/api/webhooks/${id}/deliveries/${eventId}/replay`),
};
