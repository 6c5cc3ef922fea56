/** What tests and their browser put into the folder for temporary files goes with them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const TRIES = 100;
const PAUSE_MS = 100;

export default function folder(): () => Promise<void> {
  const path = mkdtempSync(join(tmpdir(), "lianzhen-e2e-"));
  process.env["TMPDIR"] = path;
  return async () => {
    for (let tries = 1; ; tries++) {
      try {
        rmSync(path, { recursive: true, force: true });
        return;
      } catch (fault) {
        // the browser writes until it has ended
        if (tries === TRIES) {
          throw fault;
        }
        await setTimeout(PAUSE_MS);
      }
    }
  };
}
