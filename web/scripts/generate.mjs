/**
 * Writes src/api/generated.ts from an OpenAPI document: `npm run generate -- PATH`.
 * PATH may also be an address of a running server, such as http://127.0.0.1:8470/api/v1/openapi.json.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";

const source = process.argv[2];
if (!source) {
  console.error("Name the OpenAPI document: npm run generate -- PATH");
  process.exit(2);
}
const target = fileURLToPath(new URL("../src/api/generated.ts", import.meta.url));
const document = /^https?:/.test(source)
  ? await (await fetch(source)).json()
  : JSON.parse(await readFile(source, "utf8"));
const types = astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }));
const banner = "// Generated from the server's OpenAPI document by `npm run generate`. Do not edit.\n\n";
const options = (await resolveConfig(target)) ?? {};
await writeFile(target, await format(banner + types, { ...options, parser: "typescript" }));
console.log(`wrote ${target}`);
