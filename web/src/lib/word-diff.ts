/** What changed from one text to another, word by word. */
export interface Change {
  kind: "same" | "added" | "removed";
  text: string;
}

/** More differences than anybody reads; then the texts are told as a whole. */
const MOST_EDITS = 600;

const words = new Intl.Segmenter("zh-CN", { granularity: "word" });

function split(text: string): string[] {
  return [...words.segment(text)].map((one) => one.segment);
}

function merged(changes: readonly Change[]): Change[] {
  const all: Change[] = [];
  for (const { kind, text } of changes) {
    const last = all.at(-1);
    if (last?.kind === kind) {
      last.text += text;
    } else if (text !== "") {
      all.push({ kind, text });
    }
  }
  return all;
}

/** How far each diagonal came with so many edits; the last one reached both ends (E. Myers 1986). Undefined when there are too many. */
function trace(a: readonly string[], b: readonly string[]): Map<number, number>[] | undefined {
  const far = new Map([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits++) {
    history.push(new Map(far));
    for (let k = -edits; k <= edits; k += 2) {
      let x = isDown(far, k, edits) ? (far.get(k + 1) ?? 0) : (far.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) {
        x++;
      }
      far.set(k, x);
      if (x >= a.length && x - k >= b.length) {
        return history;
      }
    }
  }
  return undefined;
}

function isDown(far: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && (far.get(k - 1) ?? -1) < (far.get(k + 1) ?? -1));
}

/** From the end back to the beginning. */
function walked(
  history: readonly Map<number, number>[],
  a: readonly string[],
  b: readonly string[],
): Change[] {
  const changes: Change[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = history.length - 1; edits >= 0; edits--) {
    const far = history[edits] ?? new Map<number, number>();
    const k = x - y;
    const down = isDown(far, k, edits);
    const fromX = far.get(down ? k + 1 : k - 1) ?? 0;
    const fromY = fromX - (down ? k + 1 : k - 1);
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0) && a[x - 1] === b[y - 1]) {
      changes.push({ kind: "same", text: a[--x] ?? "" });
      y--;
    }
    if (edits > 0) {
      changes.push(
        down ? { kind: "added", text: b[--y] ?? "" } : { kind: "removed", text: a[--x] ?? "" },
      );
    }
  }
  return changes.toReversed();
}

export function wordDiff(before: string, after: string): Change[] {
  const [a, b] = [split(before), split(after)];
  const history = trace(a, b);
  return merged(
    history === undefined
      ? [
          { kind: "removed", text: before },
          { kind: "added", text: after },
        ]
      : walked(history, a, b),
  );
}
