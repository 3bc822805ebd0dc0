/**
 * Writes src/api/generated.ts from an OpenAPI document: `npm run generate -- PATH`.
 * With `--check` it writes nothing and fails when the file is not what the document says.
 * PATH may also be an address of a running server, such as http://127.0.0.1:8470/api/v1/openapi.json.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";

const check = process.argv.includes("--check");
const source = process.argv.slice(2).find((argument) => argument !== "--check");
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
const wanted = await format(banner + types, { ...options, parser: "typescript" });
if (!check) {
  await writeFile(target, wanted);
  console.log(`wrote ${target}`);
} else if ((await readFile(target, "utf8")) !== wanted) {
  console.error(`${target} is not what the server says: npm run generate -- PATH`);
  process.exitCode = 1;
}
