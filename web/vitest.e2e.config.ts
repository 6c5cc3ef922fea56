import { defineConfig } from "vitest/config";

/** Browser tests: one worker and one browser for all of them, against a gateway that runs already. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: ["e2e/folder.ts"],
    setupFiles: ["e2e/setup.ts"],
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    reporters: ["verbose"],
  },
});
