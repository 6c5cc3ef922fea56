/** What tests and their browser put into the folder for temporary files goes with them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function folder(): () => void {
  const path = mkdtempSync(join(tmpdir(), "lianzhen-e2e-"));
  process.env["TMPDIR"] = path;
  return () => {
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
}
