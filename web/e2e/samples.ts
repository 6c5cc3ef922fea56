/** Images of real devices, from a folder that not everybody has: tests of them are left out where it is missing. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = process.env["LIANZHEN_SAMPLES"] ?? "../../shared/samples";
export const HAS_SAMPLES = existsSync(join(FOLDER, "test_files"));

export function sample(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(join(FOLDER, path)));
}

/** With other UIDs of the same lengths, so that several encodings of one image are several images. */
export function renamed(
  bytes: Uint8Array<ArrayBuffer>,
  changes: readonly (readonly [from: string, to: string])[],
): Uint8Array<ArrayBuffer> {
  const text = changes.reduce(
    (all, [from, to]) => all.replaceAll(from, to),
    Buffer.from(bytes).toString("latin1"),
  );
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** The UID of the study, of an image in explicit or implicit VR little endian. */
export function studyUid(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  const found = / \0\r\0(?:UI..|....)([\d.]+)/s.exec(text)?.[1];
  if (found === undefined) {
    throw new Error("no Study Instance UID");
  }
  return found;
}
