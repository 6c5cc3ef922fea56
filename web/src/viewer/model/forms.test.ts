import { expect, test } from "vitest";
import { formIn, formsOf, isComplete, sampleBytes } from "./forms";
import type { PixelForm } from "./pixel-form";

const CT: PixelForm = {
  rows: 512,
  columns: 512,
  samples: 1,
  bitsAllocated: 16,
  bitsStored: 12,
  highBit: 11,
  signed: false,
  photometric: "MONOCHROME2",
  planar: 0,
};
const CHEST = { ...CT, rows: 3000, columns: 2500 };

test("a slice comes as it is kept where the browser can decode it", () => {
  const forms = formsOf(CT);
  expect(forms).toContain("1.2.840.10008.1.2.4.90");
  expect(forms).not.toContain("image/jls");
  expect(forms.endsWith("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1")).toBe(
    true,
  );
});

test("a large picture never comes as JPEG 2000 or as mere samples while there is JPEG-LS", () => {
  const forms = formsOf(CHEST);
  expect(forms).not.toContain("1.2.840.10008.1.2.4.90");
  expect(forms.split(", ").slice(-2)).toEqual([
    "image/jls; transfer-syntax=1.2.840.10008.1.2.4.80",
    "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1",
  ]);
  expect(formsOf({ ...CHEST, samples: 3 })).not.toContain("image/jls");
});

test("over a slow line even a slice does not come as mere samples, but still as it is kept", () => {
  const forms = formsOf(CT, true).split(", ");
  expect(forms.slice(-2)).toEqual([
    "image/jls; transfer-syntax=1.2.840.10008.1.2.4.80",
    "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1",
  ]);
  expect(formsOf(CT, true)).toContain("1.2.840.10008.1.2.4.90");
  // a dose has more bits than JPEG-LS
  expect(formsOf({ ...CT, bitsAllocated: 32 }, true)).not.toContain("image/jls");
});

const COLOR = {
  ...CT,
  samples: 3,
  bitsAllocated: 8,
  bitsStored: 8,
  highBit: 7,
  photometric: "RGB",
};

test("what decoders of the browser mistake comes as samples", () => {
  const samples = "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1";
  expect(formsOf({ ...COLOR, bitsAllocated: 16 }, true)).toBe(samples);
  expect(formsOf({ ...CT, bitsAllocated: 1 }, true)).toBe(samples);
});

test("colours come as JPEG-LS over a slow line, where a browser knows what they are then", () => {
  expect(formsOf(COLOR)).not.toContain("image/jls");
  expect(formsOf(COLOR, true)).toContain("image/jls");
  expect(formsOf({ ...COLOR, photometric: "YBR_FULL_422" }, true)).toContain("image/jls");
  expect(formsOf({ ...COLOR, photometric: "YBR_PARTIAL_422" }, true)).not.toContain("image/jls");
});

test("colours that come as JPEG-LS are written pixel by pixel, and share nothing", () => {
  const jpegLs = "1.2.840.10008.1.2.4.80";
  const subsampled = { ...COLOR, photometric: "YBR_FULL_422", planar: 1 };
  expect(formIn(jpegLs, subsampled)).toEqual({ ...COLOR, photometric: "YBR_FULL", planar: 0 });
  expect(formIn(jpegLs, { ...COLOR, photometric: "YBR_RCT" })?.photometric).toBe("RGB");
  expect(formIn(jpegLs, CT)).toBeUndefined();
  expect(formIn("1.2.840.10008.1.2.5", subsampled)).toBeUndefined();
});

test("samples that end early are no frame", () => {
  const samples = "1.2.840.10008.1.2.1";
  expect(sampleBytes(CT)).toBe(524_288);
  expect(isComplete(CT, samples, 524_288)).toBe(true);
  expect(isComplete(CT, samples, 524_287)).toBe(false);
  expect(isComplete(CT, "1.2.840.10008.1.2.4.80", 100)).toBe(true);
  expect(isComplete(CT, "1.2.840.10008.1.2.4.80", 0)).toBe(false);
});
