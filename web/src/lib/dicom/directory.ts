/** Reads the DICOMDIR of a medium (PS3.10 8, PS3.3 F). */
import { CutShort, elements, EXPLICIT, items, plain, valueOf } from "./elements";
import { metaStart, view } from "./head";

const RECORDS = 0x00041220;
const FILE_ID = 0x00041500;

/**
 * The files that a medium says it has, as paths with `/` in the writing of the directory; undefined when the directory is damaged,
 * so that nothing can be said.
 */
export function filesOf(directory: Uint8Array): string[] | undefined {
  const bytes = view(directory);
  const start = metaStart(directory);
  if (start < 0) {
    return undefined;
  }
  const files: string[] = [];
  try {
    for (const one of elements(bytes, EXPLICIT, start)) {
      if (one.tag !== RECORDS) {
        continue;
      }
      for (const record of items(bytes, one)) {
        for (const field of elements(bytes, record.encoding, record.start, record.end)) {
          if (field.tag === FILE_ID && field.end > field.start) {
            files.push(
              plain(valueOf(bytes, field))
                .split("\\")
                .map((part) => part.trim())
                .join("/"),
            );
          }
        }
      }
    }
  } catch (fault) {
    if (fault instanceof CutShort) {
      return undefined;
    }
    throw fault;
  }
  return files;
}

/** A path as media are compared: they differ in case, and some systems show a version or a full stop at the end. */
export function comparable(path: string): string {
  return path.toUpperCase().replace(/;\d+$/, "").replace(/\.$/, "");
}
