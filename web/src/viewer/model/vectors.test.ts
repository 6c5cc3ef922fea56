import { expect, test } from "vitest";
import { planeOf } from "./plane";
import { letters, vectorAt } from "./vectors";

test("directions have the letters of the patient's sides", () => {
  expect(letters([1, 0, 0])).toBe("L");
  expect(letters([-1, 0, 0])).toBe("R");
  expect(letters([0, 1, 0])).toBe("P");
  expect(letters([0, -1, 0])).toBe("A");
  expect(letters([0, 0, 1])).toBe("H");
  expect(letters([0, 0, -5])).toBe("F");
  expect(letters([0.8, -0.6, 0])).toBe("LA");
  expect(letters([0.99, 0.1, 0])).toBe("L");
  expect(letters([0, 0, 0])).toBe("");
});

test("a plane needs directions of length one that stand upright on each other", () => {
  const ds = (...values: number[]) => ({ vr: "DS", Value: values });
  const plane = (...orientation: number[]) =>
    planeOf({ "00200032": ds(1, 2, 3) }, { "00200037": ds(...orientation) }, "1.2");
  expect(plane(1, 0, 0, 0, 1, 0)?.normal).toEqual([0, 0, 1]);
  expect(plane(1, 0, 0, 1, 0, 0)).toBeUndefined();
  expect(plane(0, 0, 0, 0, 0, 0)).toBeUndefined();
  expect(plane(1, 0, 0)).toBeUndefined();
  expect(vectorAt([1, 2])).toBeUndefined();
});
