import { expect, test } from "vitest";
import { viewerStateOf, type ReformatState, type ViewerState } from "./viewer-state";

const STATE: ViewerState = {
  version: 1,
  layout: "1x2",
  active: 1,
  linked: true,
  overlays: false,
  presentation: { study: "1", instance: "1.2.1" },
  reformat: undefined,
  panes: [
    {
      at: { study: "1", series: "1.1", instance: "1.1.7", frame: 2 },
      look: {
        window: { center: 40, width: 350 },
        inverted: true,
        rotation: 90,
        flippedHorizontally: true,
        flippedVertically: false,
        zoom: 1.5,
        center: [12.5, -3],
      },
    },
    null,
  ],
};

function through(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json)) as unknown;
}

test("what is seen is the same after it was sent or kept", () => {
  expect(viewerStateOf(through(STATE))).toEqual(STATE);
});

test("a window that the image brings stays the image's", () => {
  const pane = STATE.panes[0];
  const look = pane?.look;
  const own = { ...STATE, panes: [{ ...pane, look: { ...look, window: undefined } }, null] };
  expect(viewerStateOf(through(own))?.panes[0]?.look?.window).toBeUndefined();
});

test("a state that tells nothing of overlays has them drawn", () => {
  expect(viewerStateOf(through({ ...STATE, overlays: undefined }))?.overlays).toBe(true);
});

test("a state from before presentation states were applied has none in force", () => {
  for (const none of [undefined, null, "1.2.1", { study: 1, instance: "1.2.1" }]) {
    expect(viewerStateOf(through({ ...STATE, presentation: none }))).toEqual({
      ...STATE,
      presentation: undefined,
    });
  }
});

const REFORMAT: ReformatState = {
  study: "1",
  series: "1.1",
  slab: { projection: "mean", thickness: 10 },
  layout: "2x1",
  active: 1,
  panes: [
    { plane: "coronal", index: 12, look: STATE.panes[0]?.look },
    { at: { study: "1", series: "1.1", instance: "1.1.7", frame: 1 }, look: undefined },
  ],
};

test("sections of a volume are among what is seen; those that make no sense are none", () => {
  const both = { ...STATE, reformat: REFORMAT };
  expect(viewerStateOf(through(both))).toEqual(both);
  for (const wrong of [
    { ...REFORMAT, slab: { projection: "mean", thickness: 7 } },
    { ...REFORMAT, layout: "2x2" },
    { ...REFORMAT, series: 5 },
    [],
  ]) {
    expect(viewerStateOf(through({ ...STATE, reformat: wrong }))).toEqual(STATE);
  }
  const odd = { ...REFORMAT, active: 7, panes: [{ plane: "oblique", index: 1 }, null] };
  expect(viewerStateOf(through({ ...STATE, reformat: odd }))?.reformat).toMatchObject({
    active: 0,
    panes: [null, null],
  });
});

test("what makes no sense is no state, or leaves a pane as usual", () => {
  for (const wrong of [null, 7, [], {}, { ...STATE, version: 2 }, { ...STATE, layout: "9x9" }]) {
    expect(viewerStateOf(through(wrong))).toBeUndefined();
  }
  expect(viewerStateOf(through({ ...STATE, panes: [] }))).toBeUndefined();
  expect(viewerStateOf(through({ ...STATE, active: 5 }))?.active).toBe(0);
  const odd = {
    ...STATE,
    panes: [{ at: { study: 1 } }, { at: STATE.panes[0]?.at, look: { zoom: 0 } }],
  };
  expect(viewerStateOf(through(odd))?.panes).toEqual([
    null,
    { at: STATE.panes[0]?.at, look: undefined },
  ]);
});
