// Writes the types of the OpenAPI document that stands on the standard input to the standard output.
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const blob = ts.factory.createTypeReferenceNode("Blob");
let text = "";
for await (const part of process.stdin) text += part;
const document = JSON.parse(text);

const types = await openapiTS(document, {
  defaultNonNullable: false,
  transform: (schema) => (schema.format === "binary" ? blob : undefined),
});
process.stdout.write(astToString(types));
