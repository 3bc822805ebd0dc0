/**
 * Measures the script of a first page, gzip-compressed, from Vite's manifest: the entry, the page and all they import
 * statically, and the texts of a language, of which each person loads one. Fails above the budget. Run after
 * `npm run build`.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 200;
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TEXTS = {
  English: /\/texts\.ts\?english$|^_frame-en-/,
  German: /\/texts\.de\.ts$|^_frame-de-/,
};
const FIRST_PAGES = {
  "log in": ["src/features/accounts/LoginPage.tsx"],
  overview: ["src/features/overview/OverviewPage.tsx"],
  "overview with charts and live": [
    "src/features/overview/OverviewPage.tsx",
    "src/features/series/Plot.tsx",
    "node_modules/socket.io-client/build/esm/index.js",
  ],
  devices: ["src/features/inventory/DevicesPage.tsx"],
  device: ["src/features/inventory/DevicePage.tsx"],
  "device with charts": ["src/features/inventory/DevicePage.tsx", "src/features/series/Plot.tsx"],
};

const manifest = JSON.parse(await readFile(`${DIST}.vite/manifest.json`, "utf8"));
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);

function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, found);
  return found;
}

const sizes = new Map();
async function compressed(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(await readFile(DIST + file), { level: 9 }).length);
  return sizes.get(file);
}

async function kilobytes(keys) {
  let total = 0;
  for (const key of keys) total += await compressed(manifest[key].file);
  return total / 1000;
}

function scriptsOf(parts) {
  const keys = new Set();
  for (const part of [entry, ...parts]) {
    if (!manifest[part])
      throw new Error(`${part} is not a chunk of its own any more: correct scripts/size.mjs`);
    for (const key of withImports(part)) keys.add(key);
  }
  return keys;
}

const textsOf = (keys, language) =>
  new Set(
    [...keys].flatMap((key) => manifest[key].dynamicImports ?? []).filter((key) => TEXTS[language].test(key)),
  );

let over = false;
for (const [page, parts] of Object.entries(FIRST_PAGES)) {
  const keys = scriptsOf(parts);
  const script = await kilobytes(keys);
  const [english, german] = await Promise.all(
    ["English", "German"].map(async (one) => script + (await kilobytes(textsOf(keys, one)))),
  );
  const counts = !page.includes(" with ");
  over ||= counts && Math.max(english, german) > BUDGET_KB;
  const budget = counts ? ` of ${BUDGET_KB} kB` : "";
  const shown = (kb) => `${kb.toFixed(1).padStart(6)} kB`;
  console.log(`${page.padEnd(32)} ${shown(english)}, in German ${shown(german)}${budget}`);
}
if (over) {
  console.error("A first page is over its budget.");
  process.exitCode = 1;
}
