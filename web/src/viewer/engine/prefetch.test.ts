import { describe, expect, test } from "vitest";
import { ApiError } from "../../api/errors";
import { Line } from "./line";
import { Memory } from "./memory.fixture";
import { Prefetch } from "./prefetch";

function prefetching(most = 100) {
  const memory = new Memory();
  const line = new Line(undefined, undefined, (run) => {
    run();
  });
  let changes = 0;
  const prefetch = new Prefetch(
    memory,
    line,
    () => memory.there.size < most,
    () => {
      changes++;
    },
  );
  return { memory, line, prefetch, changes: () => changes };
}

describe("what will be looked at later", () => {
  test("comes in its order, two at a time, and tells how far it is", async () => {
    const { memory, prefetch, changes } = prefetching();
    prefetch.want(["a", "b", "c"]);
    expect(memory.asked).toEqual(["a", "b"]);
    await memory.end("a");
    expect(memory.asked).toEqual(["a", "b", "c"]);
    expect(prefetch.progress).toEqual({ there: 1, all: 3, done: false });
    await memory.end("b");
    await memory.end("c");
    expect(prefetch.progress).toEqual({ there: 3, all: 3, done: true });
    expect(changes()).toBe(3);
  });

  test("waits while something is looked at, and gives up what is on its way", async () => {
    const { memory, line, prefetch } = prefetching();
    prefetch.want(["a", "b"]);
    line.begin("x");
    expect(memory.ends.has("a")).toBe(false);
    await memory.end("a");
    expect(memory.asked).toEqual(["a", "b"]);
    line.end("x");
    expect(memory.asked).toEqual(["a", "b", "a", "b"]);
  });

  test("is left alone when it is what somebody looks at now", async () => {
    const { memory, line, prefetch } = prefetching();
    prefetch.want(["a", "b"]);
    line.begin("a");
    expect(memory.ends.has("a")).toBe(true);
    expect(memory.ends.has("b")).toBe(false);
    await memory.end("a");
    line.end("a");
    expect(memory.asked).toEqual(["a", "b", "b"]);
  });

  test("is not asked for again when it cannot be had", async () => {
    const { memory, line, prefetch } = prefetching();
    prefetch.want(["a"]);
    await memory.end("a", new ApiError("problem", 404, "no-such-image"));
    line.begin("x");
    line.end("x");
    expect(memory.asked).toEqual(["a"]);
    expect(prefetch.progress).toEqual({ there: 0, all: 1, done: true });
  });

  test("stops where memory ends", async () => {
    const { memory, prefetch } = prefetching(1);
    prefetch.want(["a", "b", "c"]);
    await memory.end("a");
    await memory.end("b");
    expect(memory.asked).toEqual(["a", "b"]);
    expect(prefetch.progress.done).toBe(true);
  });

  test("is forgotten when something else is planned or nothing any more", async () => {
    const { memory, line, prefetch } = prefetching();
    prefetch.want(["a", "b"]);
    prefetch.want(["b", "c"]);
    expect(memory.ends.has("a")).toBe(false);
    expect(memory.asked).toEqual(["a", "b", "c"]);
    prefetch.close();
    expect(memory.ends.has("b")).toBe(false);
    line.begin("x");
    line.end("x");
    await memory.end("b");
    expect(memory.asked).toEqual(["a", "b", "c"]);
  });
});
