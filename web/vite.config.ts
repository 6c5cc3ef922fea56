import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { buildId } from "./tools/build-id";
import { precompress } from "./tools/precompress";

const build = buildId(fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""));

export default defineConfig(({ command }) => ({
  plugins: [vue(), precompress(build)],
  define: command === "build" ? { "import.meta.env.VITE_BUILD_ID": JSON.stringify(build) } : {},
  worker: { format: "es" },
  build: {
    outDir: process.env["LIANZHEN_OUT"] ?? "target/classes/webroot",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: {
      "/api": { target: process.env["LIANZHEN_URL"] ?? "http://127.0.0.1:8080", ws: true },
      "/dicom-web": process.env["LIANZHEN_URL"] ?? "http://127.0.0.1:8080",
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
}));
