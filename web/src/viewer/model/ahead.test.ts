import { expect, test } from "vitest";
import { seriesAhead } from "./ahead";
import type { Series, Study } from "./study";

function study(...series: readonly (readonly [uid: string, images: number])[]): Study {
  return {
    uid: "1",
    series: series.map(
      ([uid, images]) => ({ uid, images: Array(images).fill({}) }) as unknown as Series,
    ),
  } as unknown as Study;
}

test("what comes behind is fetched first, then what was passed over", () => {
  const all = study(["a", 1], ["b", 2], ["c", 1], ["d", 1]);
  const ahead = (reading: string, ...hung: string[]) =>
    seriesAhead(all, reading, new Set(hung)).map((one) => one.uid);
  expect(ahead("b", "b")).toEqual(["c", "d", "a"]);
  expect(ahead("b", "b", "c")).toEqual(["d", "a"]);
  expect(ahead("a", "a")).toEqual(["b", "c", "d"]);
  expect(ahead("of another study", "of another study")).toEqual(["a", "b", "c", "d"]);
});

test("a series without images is not fetched", () => {
  expect(seriesAhead(study(["a", 1], ["b", 0]), "a", new Set("a"))).toEqual([]);
});
