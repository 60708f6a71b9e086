// Calls functions of frontend/src/till: a line of stdin is [[module, function, ...arguments], ...] as JSON, and so is that
// of stdout with their results. Bytes are base64, an exception is {"raised": its code or name}.
import { createInterface } from "node:readline";

const till = new URL("../../frontend/src/till/", import.meta.url);

async function called([module, name, ...given]) {
  const call = (await import(new URL(module, till)))[name];
  try {
    const result = typeof call !== "function" ? call : await call(...given.map((value) => value ?? undefined));
    return result instanceof Uint8Array ? Buffer.from(result).toString("base64") : (result ?? null);
  } catch (error) {
    return { raised: error.code ?? error.constructor.name };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const results = [];
  for (const call of JSON.parse(line)) results.push(await called(call));
  process.stdout.write(`${JSON.stringify(results)}\n`);
}
