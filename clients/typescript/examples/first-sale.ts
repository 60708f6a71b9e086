// Create a product, iterate over the catalogue, sell the last unit, and handle the failure of the next sale.
import { Finenice, Problem } from "finenice-client";

declare const process: { env: Record<string, string | undefined> };
const { FINENICE_URL = "http://127.0.0.1:5000", FINENICE_PASSWORD = "" } = process.env;

const shop = new Finenice(FINENICE_URL);
await shop.signIn("seller", FINENICE_PASSWORD);
const product = await shop.products.create({ name: "Kopi Gayo", price: 50_000, stock: 1 });

for await (const found of shop.products.walk()) console.log(`${found.name}: ${found.price}`);

const items = [{ product_id: product.id, qty: 1 }];
const quote = await shop.transactions.quote({ items });
const sale = await shop.transactions.create({ items, expected_total: quote.total });
console.log(`sold for ${sale.total}`);

const picture = new Blob([Uint8Array.from(atob("R0lGODlhAQABAAAAACw="), (mark) => mark.charCodeAt(0))]);
try {
  await shop.images.upload(product.id, { images: [picture] });
} catch (error) {
  if (!(error instanceof Problem) || error.code !== "validation_failed") throw error;
  console.log(`${error.errors[0]?.field}: ${error.errors[0]?.msg}`);
}

try {
  await shop.transactions.create({ items });
} catch (error) {
  if (!(error instanceof Problem) || error.code !== "insufficient_stock") throw error;
  const left: number = error.members.available;
  console.log(`${left} left`);
}

const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, "0")},${100 + 5 * month}\n`);
const file = new File(["month,sold\n", ...months], "sales.csv");
const analysis = await shop.analyses.create({ file }, { horizon: 1, value: ["sold"] });
for (const series of analysis.series)
  console.log(`${series.name} is ${series.trend.direction}, forecast for ${series.forecast?.[0]?.date}`);
