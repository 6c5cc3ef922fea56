import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { buildId } from "./tools/build-id";
import { precompress } from "./tools/precompress";

const build = buildId(fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""));

/** The gateway that is asked while pages are worked on. */
const gateway = process.env["LIANZHEN_GATEWAY"] ?? "http://127.0.0.1:8080";
const proxy = { "/api": { target: gateway, ws: true }, "/dicom-web": gateway };
/** As the gateway has it, in `ClientFeature`. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'; " +
  "img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

export default defineConfig(({ mode }) => ({
  plugins: [vue(), precompress(build)],
  // other modes are not served by the gateway, so that its build is never theirs
  define: mode === "production" ? { "import.meta.env.VITE_BUILD_ID": JSON.stringify(build) } : {},
  worker: { format: "es" },
  // vtk.js reads meshes with it, of which there are none here; whole, it wants modules of Node.js and breaks the page
  resolve: {
    alias: { xmlbuilder2: fileURLToPath(new URL("tools/xmlbuilder2.ts", import.meta.url)) },
  },
  build: {
    outDir: mode === "production" ? "target/classes/webroot" : "target/preview",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    // the viewer, which is fetched when images are opened
    chunkSizeWarningLimit: 3500,
  },
  server: { proxy },
  preview: { proxy, headers: { "Content-Security-Policy": POLICY } },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
}));
