import { expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { halved, maskOf, overlaysOf } from "./overlays";

function plane(group: string, more: DicomJson = {}): DicomJson {
  return {
    [`${group}0010`]: { vr: "US", Value: [3] },
    [`${group}0011`]: { vr: "US", Value: [5] },
    [`${group}0050`]: { vr: "SS", Value: [2, -3] },
    [`${group}3000`]: { vr: "OW", InlineBinary: "AAAA" },
    ...more,
  };
}

test("planes are where they say, with their words", () => {
  const both = {
    ...plane("6000", { "60000022": { vr: "LO", Value: ["病灶"] } }),
    ...plane("601E", { "601E1500": { vr: "LO", Value: ["CAD"] } }),
  };
  expect(overlaysOf(both, 1)).toMatchObject([
    { tag: "60003000", rows: 3, columns: 5, top: 1, left: -4, firstBit: 0, label: "病灶" },
    { tag: "601E3000", label: "CAD" },
  ]);
});

test("a plane of one frame lies over all; of several, each over its own", () => {
  expect(overlaysOf(plane("6000"), 7)).toHaveLength(1);
  const several = plane("6002", {
    "60020015": { vr: "IS", Value: [2] },
    "60020051": { vr: "US", Value: [3] },
  });
  const first = [2, 3, 4, 5].map((frame) => overlaysOf(several, frame)[0]?.firstBit);
  expect(first).toEqual([undefined, 0, 15, undefined]);
  expect(overlaysOf(several, 3)[0]?.bytes).toBe(4);
});

test("what has no data, or no size that an image can have, is no plane", () => {
  expect(overlaysOf({}, 1)).toEqual([]);
  expect(overlaysOf({ ...plane("6000"), "60003000": undefined }, 1)).toEqual([]);
  expect(overlaysOf({ ...plane("6000"), "60000010": { vr: "US", Value: [0] } }, 1)).toEqual([]);
  const huge = { "60000010": { Value: [60_000] }, "60000011": { Value: [60_000] } };
  expect(overlaysOf({ ...plane("6000"), ...huge }, 1)).toEqual([]);
});

test("bits are taken from the lowest one of a byte, across bytes and frames", () => {
  const [one] = overlaysOf(plane("6000"), 1);
  if (one === undefined) {
    throw new Error("no plane");
  }
  // 15 bits a frame: the second frame begins at the highest bit of the second byte
  const data = Uint8Array.of(0b0000_0001, 0b1000_0001, 0b0000_0010, 0);
  const drawn = (bits: Uint8Array | undefined) =>
    [...(bits ?? [])].flatMap((b, at) => b * (at + 1));
  expect(drawn(maskOf(one, data)?.bits).filter((at) => at > 0)).toEqual([1, 9]);
  const second = maskOf({ ...one, firstBit: 15 }, data);
  expect(drawn(second?.bits).filter((at) => at > 0)).toEqual([1, 3]);
  expect(maskOf({ ...one, firstBit: 30 }, data)).toBeUndefined();
});

test("a thin line is still there when it is half as large", () => {
  const bits = new Uint8Array(15);
  bits[4] = 1; // first row, last of five columns
  bits[10] = 1; // last row, first column
  const half = halved({ rows: 3, columns: 5, bits });
  expect([half.rows, half.columns]).toEqual([2, 3]);
  expect([...half.bits]).toEqual([0, 0, 1, 1, 0, 0]);
});

test("planes in bits of the samples that no value uses are found there", () => {
  const image: DicomJson = {
    "00280002": { vr: "US", Value: [1] },
    "00280010": { vr: "US", Value: [1] },
    "00280011": { vr: "US", Value: [3] },
    "00280100": { vr: "US", Value: [16] },
    "00280101": { vr: "US", Value: [12] },
    "00280102": { vr: "US", Value: [11] },
    "60000010": { vr: "US", Value: [1] },
    "60000011": { vr: "US", Value: [3] },
    "60000100": { vr: "US", Value: [16] },
    "60000102": { vr: "US", Value: [13] },
  };
  const [plane] = overlaysOf(image, 1);
  expect(plane).toMatchObject({ rows: 1, columns: 3, bytes: 6, inSamples: { bit: 13, bits: 16 } });
  const samples = new Uint8Array(Uint16Array.of(0x2fff, 0x1fff, 0x2000).buffer);
  expect(plane && maskOf(plane, samples)?.bits).toEqual(Uint8Array.of(1, 0, 1));
  expect(plane && maskOf(plane, samples.subarray(0, 4))).toBeUndefined();
  // bits of values, or of samples of another size, are none
  for (const [tag, value] of [
    ["60000102", 11],
    ["60000100", 1],
    ["60000011", 4],
  ] as const) {
    expect(overlaysOf({ ...image, [tag]: { vr: "US", Value: [value] } }, 1)).toEqual([]);
  }
});
