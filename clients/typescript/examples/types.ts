// What the types promise and refuse; it is only compiled.
import { type CallResponse, Finenice, Problem, type Product, type NewSale, type Quote } from "finenice-client";

const shop = new Finenice("http://127.0.0.1:5000", { storage: localStorage, onSignedOut: (why) => why?.code });
const items = [{ product_id: 1, qty: 1 }];

const sale: NewSale = await shop.transactions.create({ items }, { idempotencyKey: "mine" });
const receipt: string | null = (await shop.transactions.show(sale.id)).receipt_number;
const quote: Quote = await shop.transactions.quote({ items });
const answer: CallResponse<Product> = await shop.products.show(1).withResponse();
const changed = await shop.products.update(1, { price: quote.total }, { ifMatch: answer.etag });
for await (const product of shop.products.walk({ search: "kopi" })) product.price.toFixed();

// The shop may have the role granted by an admin first.
const made = await shop.apiKeys.create({ name: receipt ?? "till" });
const key: string | undefined = made.api_key;
if (made.state === "pending") made.decided_at?.trim();

const table: string = await shop.analyses.create({ file: new Blob([changed.name]) }, { export_format: "csv" });
const sheet: Blob = await shop.certificates.downloadPdf(table);

try {
  await shop.courses.list({ per_page: 1 });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  if (error.code === "total_changed") error.members.quote.total.toFixed();
  if (error.code === "taken") error.members.field.trim();
  // @ts-expect-error A member of another code.
  if (error.code === "taken") error.members.quote;
  // @ts-expect-error There is no such code.
  if (error.code === "sold_out") throw error;
}
// @ts-expect-error A price is never sent.
await shop.transactions.create({ items: [{ product_id: 1, qty: 1, price: 1 }] });
// @ts-expect-error A quote is no sale.
quote.id;
// @ts-expect-error An answer that is not there yet.
shop.products.show(1).name;

export { key, sheet };
