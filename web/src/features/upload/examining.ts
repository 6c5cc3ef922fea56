/** Finds out what the chosen files are, a few at a time, reading as little of each as tells it. */
import { comparable, filesOf } from "../../lib/dicom/directory";
import { recognise, type Recognised } from "../../lib/dicom/head";
import type { Picked } from "./gathering";

/** Reads at once; a CD does not get faster by more. */
const AT_ONCE = 4;
/** A directory of a hundred thousand images has less. */
const LARGEST_DIRECTORY = 128 * 1024 * 1024;

export type Found = Recognised | { kind: "empty" } | { kind: "unreadable" };

/** A DICOMDIR against what lies beside it. */
export interface Medium {
  /** Path of the directory. */
  path: string;
  /** Files that it names; undefined when it is damaged. */
  listed: number | undefined;
  /** Those of them that are not there, in its own writing. */
  missing: string[];
}

async function examineOne({ file }: Picked): Promise<Found> {
  if (file.size === 0) {
    return { kind: "empty" };
  }
  try {
    return await recognise(file);
  } catch {
    // the medium does not give it
    return { kind: "unreadable" };
  }
}

/** Calls back for every file as it is known, not in their order. */
export async function examine(
  picked: readonly Picked[],
  known: (one: Picked, found: Found) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = picked[next++]; one !== undefined && !signal.aborted; one = picked[next++]) {
      await known(one, await examineOne(one));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Compares a DICOMDIR with the paths of all files that were chosen. */
export async function mediumOf(directory: Picked, paths: readonly string[]): Promise<Medium> {
  const { path, file } = directory;
  const listed =
    file.size > LARGEST_DIRECTORY ? undefined : filesOf(new Uint8Array(await file.arrayBuffer()));
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const there = new Set(paths.map(comparable));
  const missing = new Set((listed ?? []).filter((one) => !there.has(comparable(folder + one))));
  return {
    path,
    listed: listed === undefined ? undefined : new Set(listed).size,
    missing: [...missing],
  };
}
