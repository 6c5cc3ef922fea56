/** Messages as vue-i18n has them: a tree of keys. */
export interface MessageTree {
  [key: string]: string | MessageTree;
}

function addTo(target: MessageTree, source: MessageTree, at: string): void {
  for (const [key, value] of Object.entries(source)) {
    const there = target[key];
    if (typeof there === "object" && typeof value === "object") {
      addTo(there, value, `${at}${key}.`);
    } else if (there !== undefined) {
      throw new Error(`${at}${key} is said twice`);
    } else {
      target[key] = typeof value === "object" ? structuredClone(value) : value;
    }
  }
}

/** One tree of the trees of all files; throws when two files say the same key. */
export function merged(files: Record<string, MessageTree>): MessageTree {
  const all: MessageTree = {};
  for (const tree of Object.values(files)) {
    addTo(all, tree, "");
  }
  return all;
}
