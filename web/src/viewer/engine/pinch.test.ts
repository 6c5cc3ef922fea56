import { expect, test } from "vitest";
import { Pinch } from "./pinch";

type Place = [number, number];

function picture() {
  const pans: Place[][] = [];
  const zooms: number[] = [];
  return {
    pans,
    zooms,
    view: {
      pan: (from: Place, to: Place) => {
        pans.push([from, to]);
      },
      zoom: (factor: number) => {
        zooms.push(factor);
      },
    },
  };
}

test("two fingers that go apart make it larger, around their middle", () => {
  const pinch = new Pinch();
  const { view, pans, zooms } = picture();
  expect(pinch.down(1, [100, 100])).toBe(false);
  expect(pinch.to(view, 1, [100, 100])).toBe(false);
  expect(pinch.down(2, [200, 100])).toBe(true);
  expect(pinch.to(view, 2, [300, 100])).toBe(true);
  expect(zooms).toEqual([2]);
  expect(pans).toEqual([
    [
      [150, 100],
      [200, 100],
    ],
  ]);
});

test("two fingers that go together pull it along", () => {
  const pinch = new Pinch();
  const { view, pans, zooms } = picture();
  pinch.down(1, [0, 0]);
  pinch.down(2, [100, 0]);
  pinch.to(view, 1, [0, 40]);
  pinch.to(view, 2, [100, 40]);
  expect(pans.map(([from, to]) => (to?.[1] ?? 0) - (from?.[1] ?? 0))).toEqual([20, 20]);
  expect(zooms.reduce((all, one) => all * one, 1)).toBeCloseTo(1);
});

test("one finger, or a third, is nothing of this", () => {
  const pinch = new Pinch();
  const { view, zooms } = picture();
  pinch.down(1, [0, 0]);
  pinch.down(2, [100, 0]);
  expect(pinch.to(view, 9, [1, 1])).toBe(false);
  expect(pinch.down(3, [50, 50])).toBe(false);
  expect(pinch.to(view, 3, [60, 60])).toBe(false);
  pinch.up(3);
  pinch.up(1);
  expect(pinch.to(view, 2, [0, 0])).toBe(false);
  expect(zooms).toEqual([]);
});
