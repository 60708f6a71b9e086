// Writes the types of the OpenAPI document that stands on the standard input to the standard output.
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const blob = ts.factory.createTypeReferenceNode("Blob");
let text = "";
for await (const part of process.stdin) text += part;
const document = JSON.parse(text);

// A call that takes this header is given one, so that it can be repeated.
const takesKey = (call) => call.parameters?.some((parameter) => parameter.name === "idempotency-key");
const idempotent = Object.entries(document.paths).flatMap(([path, calls]) =>
  Object.entries(calls).flatMap(([method, call]) => (takesKey(call) ? [`${method.toUpperCase()} ${path}`] : [])),
);

const types = await openapiTS(document, {
  defaultNonNullable: false,
  transform: (schema) => (schema.format === "binary" ? blob : undefined),
});
process.stdout.write(`${astToString(types)}
export const idempotent: readonly string[] = ${JSON.stringify(idempotent)};
`);
