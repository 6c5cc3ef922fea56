import { describe, expect, test } from "vitest";
import { ApiError } from "../../api/errors";
import { around, FrameQueue } from "./frame-queue";
import { Memory } from "./memory.fixture";

const IDS = ["a", "b", "c", "d", "e", "f"];

function opened(index: number, concurrent = 2, ahead = 100) {
  const memory = new Memory();
  let changes = 0;
  const queue = new FrameQueue(memory, { concurrent, ahead }, () => {
    changes++;
  });
  queue.open(IDS, index);
  return { memory, queue, changes: () => changes };
}

describe("frames", () => {
  test("are loaded from where one looks outwards, few at a time", async () => {
    const { memory, changes } = opened(2);
    expect(memory.asked).toEqual(["C", "d"]);
    await memory.end("c");
    expect(memory.asked).toEqual(["C", "d", "b"]);
    expect(changes()).toBe(1);
    await memory.end("d");
    await memory.end("b");
    expect(memory.asked).toEqual(["C", "d", "b", "e", "a"]);
  });

  test("that are looked at do not wait for those that are far away", async () => {
    const { memory, queue } = opened(0);
    queue.want(5);
    expect(memory.asked).toEqual(["A", "b", "F"]);
    expect(memory.ends.has("a")).toBe(false);
    await memory.end("f");
    expect(queue.isThere(5)).toBe(true);
    expect(queue.failure(0)).toBeUndefined();
  });

  test("that fail keep their reason, keep nobody else, and are tried again when asked", async () => {
    const { memory, queue } = opened(0);
    await memory.end("a", new ApiError("problem", 406, "not-acceptable"));
    expect(queue.failure(0)?.status).toBe(406);
    expect(memory.asked).toEqual(["A", "b", "c"]);
    expect(queue.counts()).toEqual({ there: 0, failed: 1, all: 6 });
    queue.retry(0);
    expect(queue.failure(0)).toBeUndefined();
    expect(memory.asked.at(-1)).toBe("A");
  });

  test("beyond what memory holds are not loaded ahead", async () => {
    const { memory } = opened(0, 4, 3);
    expect(memory.asked).toEqual(["A", "b", "c"]);
    await memory.end("a");
    expect(memory.asked).toHaveLength(3);
  });

  test("of a stack that was left are given up", async () => {
    const { memory, queue, changes } = opened(0);
    queue.close();
    expect(memory.ends.size).toBe(0);
    await memory.end("a");
    expect(changes()).toBe(0);
  });

  test("nearest to a place are found in both directions", () => {
    const { memory, queue } = opened(0);
    memory.there.add("b").add("e");
    expect(queue.nearest(3)).toBe(4);
    expect(queue.nearest(1)).toBe(1);
    memory.there.clear();
    expect(queue.nearest(1)).toBeUndefined();
  });
});

test("places around a place go ahead first", () => {
  expect(around(2, 5, true)).toEqual([2, 3, 1, 4, 0]);
  expect(around(2, 5, false)).toEqual([2, 1, 3, 0, 4]);
  expect(around(0, 0, true)).toEqual([]);
});
