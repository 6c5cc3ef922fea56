/**
 * What this computer has sent already, so that after a reload or another day the same folder is gone on with. It keeps digests and
 * dates only: paths may name patients.
 */
const DATABASE = "lianzhen-upload";
const STORE = "sent";
const BY_TIME = "at";
const KEPT_FOR_MS = 30 * 86_400_000;

/** Outcomes that last; the word is the row's state. */
export type Lasting = "stored" | "present" | "parked";

interface Entry {
  key: string;
  outcome: Lasting;
  at: number;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("no answer"));
    };
  });
}

/** By what a file is remembered: who sent it, what it is and where it lay. */
export async function keyOf(
  unit: string,
  sop: string,
  path: string,
  file: Pick<File, "size" | "lastModified">,
): Promise<string> {
  const text = [unit, sop, path, file.size, file.lastModified].join("\n");
  const digest = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)),
  );
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Memory {
  private constructor(private readonly database: IDBDatabase | undefined) {}

  /** One that forgets with the page, where the browser keeps nothing. */
  static async open(): Promise<Memory> {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex(BY_TIME, "at");
      };
      const memory = new Memory(await done(request));
      await memory.forgetBefore(Date.now() - KEPT_FOR_MS);
      return memory;
    } catch {
      // private windows may forbid it; what was sent is then sent again, which does no harm
      return new Memory(undefined);
    }
  }

  private store(mode: IDBTransactionMode): IDBObjectStore | undefined {
    return this.database?.transaction(STORE, mode).objectStore(STORE);
  }

  private async forgetBefore(time: number): Promise<void> {
    const store = this.store("readwrite");
    if (store === undefined) {
      return;
    }
    const old = await done(store.index(BY_TIME).getAllKeys(IDBKeyRange.upperBound(time, true)));
    for (const key of old) {
      store.delete(key);
    }
  }

  async outcomeOf(key: string): Promise<Lasting | undefined> {
    const store = this.store("readonly");
    return store === undefined
      ? undefined
      : ((await done(store.get(key))) as Entry | undefined)?.outcome;
  }

  /** A full disk is no reason to stop: the file would be sent again. */
  async keep(key: string, outcome: Lasting): Promise<void> {
    const entry: Entry = { key, outcome, at: Date.now() };
    const store = this.store("readwrite");
    if (store !== undefined) {
      await done(store.put(entry)).catch(() => undefined);
    }
  }

  async forget(keys: readonly string[]): Promise<void> {
    const store = this.store("readwrite");
    if (store !== undefined) {
      await Promise.all(keys.map((key) => done(store.delete(key))));
    }
  }
}
