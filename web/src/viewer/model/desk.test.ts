import { describe, expect, test } from "vitest";
import {
  activate,
  beside,
  deskOf,
  hang,
  LAYOUTS,
  layoutFor,
  panesOf,
  relaid,
  turned,
  type Hung,
} from "./desk";

function hung(series: string): Hung {
  return { study: "1", series, index: 0 };
}
const [A, B, C, D] = [hung("a"), hung("b"), hung("c"), hung("d")];

describe("the desk", () => {
  test("has as many panes as its layout", () => {
    expect(LAYOUTS.map(panesOf)).toEqual([1, 2, 2, 4, 6]);
    expect(deskOf("2x2", [A]).panes).toEqual([A, undefined, undefined, undefined]);
    expect([0, 1, 2, 3, 4, 9].map((count) => layoutFor(count, "2x2"))).toEqual([
      "1x1",
      "1x1",
      "1x2",
      "2x2",
      "2x2",
      "2x2",
    ]);
    expect(layoutFor(5, "1x1")).toBe("1x1");
  });

  test("fills new panes with what is not there yet, and keeps what is active", () => {
    const wide = relaid(deskOf("1x1", [B]), "2x2", [A, B, C, D]);
    expect(wide).toEqual({ layout: "2x2", panes: [B, A, C, D], active: 0 });
    const narrow = relaid(activate(wide, 3), "1x1", [A, B, C, D]);
    expect(narrow).toEqual({ layout: "1x1", panes: [D], active: 0 });
  });

  test("is hung anew pane by pane, and gone round", () => {
    const desk = hang(deskOf("1x2", [A, B]), 1, C);
    expect(desk).toMatchObject({ panes: [A, C], active: 1 });
    expect(turned(desk, 1).active).toBe(0);
    expect(turned(turned(desk, 1), -1).active).toBe(1);
    expect(activate(desk, 7)).toBe(desk);
    expect(activate(desk, 1)).toBe(desk);
  });

  test("puts a prior beside what is read: in a second pane, a free one, or the next", () => {
    expect(beside(deskOf("1x1", [A]), D)).toEqual({ layout: "1x2", panes: [A, D], active: 1 });
    expect(beside(deskOf("2x2", [A, B]), D).panes).toEqual([A, B, D, undefined]);
    expect(beside(activate(deskOf("1x2", [A, B]), 1), D).panes).toEqual([D, B]);
  });
});
