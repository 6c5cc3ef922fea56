import { describe, expect, test } from "vitest";
import { Draft } from "./draft";

describe("a measurement is made", () => {
  test("of a length by one pull", () => {
    const draft = new Draft("length");
    draft.down([1, 1]);
    draft.move([2, 2]);
    expect(draft.points).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(draft.up([4, 5], true)).toEqual([
      [1, 1],
      [4, 5],
    ]);
    expect(draft.points).toEqual([]);
  });

  test("of a length by two clicks", () => {
    const draft = new Draft("length");
    draft.down([1, 1]);
    expect(draft.up([1, 1], false)).toBeUndefined();
    draft.move([3, 3]);
    expect(draft.points).toEqual([
      [1, 1],
      [3, 3],
    ]);
    draft.down([4, 4]);
    expect(draft.up([4, 4], true)).toEqual([
      [1, 1],
      [4, 4],
    ]);
  });

  test("of an angle by a pull and a click", () => {
    const draft = new Draft("angle");
    draft.down([0, 0]);
    expect(draft.up([5, 0], true)).toBeUndefined();
    draft.move([5, 3]);
    expect(draft.points).toEqual([
      [0, 0],
      [5, 0],
      [5, 3],
    ]);
    draft.down([5, 5]);
    expect(draft.up([5, 5], true)).toEqual([
      [0, 0],
      [5, 0],
      [5, 5],
    ]);
  });

  test("of a Cobb angle by two lines apart from each other", () => {
    const draft = new Draft("cobb");
    draft.down([0, 0]);
    draft.up([5, 0], true);
    draft.move([9, 9]);
    expect(draft.points).toEqual([
      [0, 0],
      [5, 0],
    ]);
    draft.down([0, 8]);
    draft.move([4, 8]);
    expect(draft.up([5, 9], true)).toEqual([
      [0, 0],
      [5, 0],
      [0, 8],
      [5, 9],
    ]);
  });

  test("of a value by one click, and not at all when it is given up", () => {
    const probe = new Draft("probe");
    probe.down([1, 1]);
    expect(probe.up([1, 1], false)).toEqual([[1, 1]]);
    const draft = new Draft("ellipse");
    draft.down([1, 1]);
    draft.cancel();
    expect(draft.begun).toBe(false);
    expect(draft.points).toEqual([]);
  });
});
