// Lists a product, walks through the catalogue, sells the last one, and hears that there is no other.
import { Finenice, Problem, walk } from "../src/index.js";

declare const process: { env: Record<string, string | undefined> };
const { FINENICE_URL = "http://127.0.0.1:5000", FINENICE_PASSWORD = "" } = process.env;

const shop = new Finenice(FINENICE_URL);
await shop.signIn("seller", FINENICE_PASSWORD);
const product = await shop.post("/api/products", { body: { name: "Kopi Gayo", price: 50_000, stock: 1 } });

const catalogue = walk((cursor) => shop.get("/api/products", { params: { query: { cursor, per_page: 1 } } }), "products");
for await (const found of catalogue) console.log(`${found.name}: ${found.price}`);

const items = [{ product_id: product.id, qty: 1 }];
const sale = await shop.post("/api/transactions", { body: { items } });
console.log(`sold for ${sale.total}`);

const picture = new Blob([Uint8Array.from(atob("R0lGODlhAQABAAAAACw="), (mark) => mark.charCodeAt(0))]);
try {
  await shop.post("/api/products/{product_id}/images", {
    params: { path: { product_id: product.id } },
    body: { images: [picture] },
  });
} catch (error) {
  if (!(error instanceof Problem) || error.code !== "validation_failed") throw error;
  console.log(`${error.errors[0]?.field}: ${error.errors[0]?.msg}`);
}

try {
  await shop.post("/api/transactions", { body: { items } });
} catch (error) {
  if (!(error instanceof Problem) || error.code !== "insufficient_stock") throw error;
  console.log(`${error.members["available"]} left`);
}
