import { expect, test } from "vitest";
import type { Image } from "../model/image";
import type { Series } from "../model/study";
import { cacheBytes, limitsFor } from "./limits";
import { Steps, toolOf, Wheel } from "./pointer";
import { choose } from "./rendering";

test("the processor draws where the card cannot, or only in name", () => {
  const card = { webgl: true, softwareRasterizer: false };
  expect(choose("auto", card)).toEqual({ kind: "gpu", why: "card" });
  expect(choose("auto", { ...card, softwareRasterizer: true })).toEqual({
    kind: "cpu",
    why: "software",
  });
  expect(choose("gpu", { ...card, softwareRasterizer: true }).kind).toBe("gpu");
  expect(choose("cpu", card)).toEqual({ kind: "cpu", why: "chosen" });
  expect(choose("gpu", { webgl: false, softwareRasterizer: false })).toEqual({
    kind: "cpu",
    why: "no-webgl",
  });
});

test("images take a part of the machine's memory, and no series all of it", () => {
  const mib = 1024 * 1024;
  expect(cacheBytes()).toBe(512 * mib);
  expect(cacheBytes(1)).toBe(256 * mib);
  expect(cacheBytes(32)).toBe(1024 * mib);
  const pixels = { rows: 512, columns: 512, samples: 1, bitsAllocated: 16 };
  const series = { images: [{ pixels } as Image] } as unknown as Series;
  expect(limitsFor(series, 512 * mib).ahead).toBe(614);
  expect(limitsFor(series, 1).ahead).toBe(1);
});

test("a notch of a wheel is one image, however far it goes; touch pads add up", () => {
  const wheel = new Wheel();
  expect([120, 100, -300, 53].map((delta) => wheel.add(delta))).toEqual([1, 1, -1, 1]);
  expect([15, 15, 15, -15, -15, -15].map((delta) => wheel.add(delta))).toEqual([0, 0, 1, 0, 0, -1]);
});

test("small steps add up, and a change of direction begins anew", () => {
  const steps = new Steps(8);
  expect([5, 5, 5, 20, -9].map((by) => steps.add(by))).toEqual([0, 1, 0, 3, -1]);
});

test("buttons of a mouse have fixed tools besides the chosen one; and a finger has the chosen one", () => {
  const mouse = (button: number) => toolOf({ button }, "window");
  expect([0, 1, 2, 3].map(mouse)).toEqual(["window", "pan", "zoom", undefined]);
  expect(toolOf({ button: 0 }, "zoom")).toBe("zoom");
});
