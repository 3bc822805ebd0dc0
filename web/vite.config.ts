import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.WATCHKEEPER_SERVER ?? "http://127.0.0.1:8470";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0, // the content security policy allows no data: scripts, fonts or styles
    chunkSizeWarningLimit: 400,
    modulePreload: { polyfill: false },
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
