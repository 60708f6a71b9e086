// Writes the types of the OpenAPI document that stands on the standard input to the standard output.
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const upload = ts.factory.createTypeReferenceNode("Upload");
let text = "";
for await (const part of process.stdin) text += part;

const types = await openapiTS(JSON.parse(text), {
  defaultNonNullable: false,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  rootTypesKeepCasing: true,
  inject: 'import type { Upload } from "./calls.js";\n',
  transform: (schema) => (schema.format === "binary" ? upload : undefined),
});
process.stdout.write(astToString(types));
