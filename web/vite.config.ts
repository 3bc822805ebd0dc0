import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env.WATCHKEEPER_SERVER ?? "http://127.0.0.1:8470";

/**
 * What every page needs, in two files: compressed together they are 12 kB smaller than in thirty small ones. `core` may
 * stand before the language is known; what says texts while it loads belongs to `frame`. A module that only some pages
 * need must match neither, or all pages carry it.
 */
const CORE = [
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|i18next|openapi-fetch|@tanstack)\//,
  /node_modules\/@mantine\/core\/esm\/core\//,
  /node_modules\/@mantine\/core\/esm\/components\/(ActionIcon|Button|CloseButton|Loader|Skeleton|Transition|UnstyledButton)\//,
  /node_modules\/@mantine\/hooks\/esm\/use-(click-outside|disclosure|hotkeys|id|isomorphic|merged-ref|reduced-motion)/,
  /\/src\/(i18n\/|lib\/number)/,
];
const FRAME = [
  /\/src\/(api|live)\//,
  /\/src\/lib\/(carried|chosen|clock|format|identitySaid|preferences|range|search|site|texts|visits)\.ts/,
  /\/src\/app\/(AccountMenu|Brand|LiveMark|Look|Navigation\.|Shell|fallbacks|navigation|queries|router|routes|SitePicker|shortcuts|texts|theme)(?!\.de)/,
  /\/src\/ui\/(Page|Panel|Status|Toasts|states|texts|toast|tone)(?!\.de)\./,
  /\/src\/features\/\w+\/(navigation|routes)\.ts/,
  /\/src\/features\/accounts\/session/,
  /\/src\/features\/inventory\/sitesQuery/,
];
const within = (parts: readonly RegExp[]) => (id: string) =>
  !/texts\.(\w\w\.ts|ts\?english)|\.json/.test(id) && parts.some((part) => part.test(id));

/**
 * A slice's texts load with the slice and before anything in it speaks, in the page's language alone: no key and no other
 * language flashes up, and nobody carries two. Tests and the development server keep English in the slice's own file.
 */
function spokenTexts(): Plugin {
  const texts = /\/(?<slice>[\w-]+)\/texts\.ts(?<english>\?english)?$/;
  let splits = false;
  return {
    name: "spoken-texts",
    enforce: "pre",
    configResolved(config) {
      splits = config.command === "build";
    },
    transform(code, id) {
      const found = texts.exec(id)?.groups;
      if (found?.slice === undefined) return null;
      if (found.english !== undefined)
        return { code: code.replace(IMPORT, "").replace(TRANSLATE, "export default en;"), map: null };
      const languages = readdirSync(dirname(id))
        .map((name) => /^texts\.(\w+)\.ts$/.exec(name)?.[1])
        .filter((one) => one !== undefined)
        .map((one) => `${one}: () => import("./texts.${one}.ts")`);
      if (splits) languages.push('en: () => import("./texts.ts?english")');
      const before = `import { speak } from "@/i18n/speak";\nawait speak("${found.slice}", { ${languages.join(", ")} });\n`;
      return { code: before + (splits ? code.replace(ENGLISH, "const en = {};") : code), map: null };
    },
  };
}

/** The three parts of every `texts.ts`. */
const IMPORT = /^import .*$/m;
const ENGLISH = /^export const en = \{.*?^\} as const;$/ms;
const TRANSLATE = /^export const t = .*$/m;

/** The frame's texts are needed at once, before the page's: one file a language. */
const frameTexts = (language: string, file: string) => ({
  name: `frame-${language}`,
  test: new RegExp(`/src/(api|app|lib|ui)/${file}$`),
});

export default defineConfig({
  plugins: [spokenTexts(), react()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0, // the content security policy allows no data: scripts, fonts or styles
    chunkSizeWarningLimit: 400,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "core", test: within(CORE) },
            { name: "frame", test: within(FRAME) },
            frameTexts("en", "texts\\.ts\\?english"),
            frameTexts("de", "texts\\.de\\.ts"),
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/api": server, "/socket.io": { target: server, ws: true } },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "mock/**/*.test.ts"],
    restoreMocks: true,
  },
});
