import { defineConfig } from "vitest/config";

/** Measures the viewer in one browser; `./lianzhen bench viewer` starts the servers. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["bench/**/*.bench.ts"],
    setupFiles: ["e2e/setup.ts"],
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
    fileParallelism: false,
    reporters: ["verbose"],
  },
});
