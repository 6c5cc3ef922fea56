/** Collects files from pickers and from what is dropped onto the page. */

export interface Picked {
  file: File;
  /** Below the folder that was chosen, with `/`. */
  path: string;
}

export interface Gathered {
  picked: Picked[];
  /** Paths of what could not be opened. */
  unreadable: string[];
}

export function ofList(files: Iterable<File>): Picked[] {
  return Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** A folder gives its entries in pieces, until it gives none. */
async function* entriesOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (piece.length === 0) {
      return;
    }
    yield* piece;
  }
}

async function gather(
  entry: FileSystemEntry,
  into: Gathered,
  found: (files: number) => void,
): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  try {
    if (entry.isDirectory) {
      for await (const inside of entriesOf(entry as FileSystemDirectoryEntry)) {
        await gather(inside, into, found);
      }
      return;
    }
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    into.picked.push({ file, path });
    found(into.picked.length);
  } catch {
    // a scratched medium, or no right to read: the person is told which
    into.unreadable.push(path);
  }
}

/** Must be called while the drop is being handled: the browser forgets what was dropped right after. */
export async function ofDrop(
  transfer: DataTransfer,
  found: (files: number) => void,
): Promise<Gathered> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter(
    (entry) => entry !== null,
  );
  const all: Gathered = { picked: [], unreadable: [] };
  for (const entry of entries) {
    await gather(entry, all, found);
  }
  return all;
}
