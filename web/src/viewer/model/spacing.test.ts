import { describe, expect, test } from "vitest";
import { spacingOf } from "./spacing";

const ds = (...values: number[]) => ({ vr: "DS", Value: values });
const cs = (value: string) => ({ vr: "CS", Value: [value] });

describe("spacing", () => {
  test("of slices is Pixel Spacing, rows first", () => {
    const one = { "00280030": ds(0.8, 0.7) };
    expect(spacingOf(one, one)).toEqual({ source: "pixel", row: 0.8, column: 0.7 });
  });

  test("comes from a functional group where it stands there", () => {
    expect(spacingOf({}, { "00280030": ds(0.5, 0.5) })).toMatchObject({
      source: "pixel",
      row: 0.5,
    });
  });

  test("at the detector is told as such, and not taken for the patient's", () => {
    const one = { "00181164": ds(0.14, 0.14) };
    expect(spacingOf(one, one)).toMatchObject({ source: "imager", row: 0.14 });
    const same = { ...one, "00280030": ds(0.14, 0.14) };
    expect(spacingOf(same, same)).toMatchObject({ source: "imager" });
  });

  test("at the detector is divided by the magnification where that is known", () => {
    const one = { "00181164": ds(0.15, 0.15), "00181114": ds(1.5) };
    const found = spacingOf(one, one);
    expect(found.source).toBe("imager-magnified");
    expect(found.row).toBeCloseTo(0.1, 9);
  });

  test("that was corrected names how", () => {
    const one = { "00181164": ds(0.14, 0.14), "00280030": ds(0.12, 0.12) };
    expect(spacingOf(one, one)).toMatchObject({ source: "calibrated", row: 0.12 });
    const geometry = { ...one, "00280A02": cs("GEOMETRY") };
    expect(spacingOf(geometry, geometry).source).toBe("calibrated-geometry");
    const fiducial = { ...one, "00280A02": cs("FIDUCIAL") };
    expect(spacingOf(fiducial, fiducial).source).toBe("calibrated-fiducial");
  });

  test("of films and of one ultrasound scale is theirs", () => {
    const film = { "00182010": ds(0.1, 0.1) };
    expect(spacingOf(film, film)).toMatchObject({ source: "scanned", row: 0.1 });
    const region = (delta: number) => ({
      "00186024": { vr: "US", Value: [3] },
      "00186026": { vr: "US", Value: [3] },
      "0018602C": { vr: "FD", Value: [delta] },
      "0018602E": { vr: "FD", Value: [-delta] },
    });
    const scan = { "00186011": { vr: "SQ", Value: [region(0.02)] } };
    expect(spacingOf(scan, scan)).toMatchObject({ source: "ultrasound", row: 0.2, column: 0.2 });
    const two = { "00186011": { vr: "SQ", Value: [region(0.02), region(0.03)] } };
    expect(spacingOf(two, two).source).toBe("none");
  });

  test("is pixels where nobody says, or says nonsense", () => {
    expect(spacingOf({}, {})).toEqual({ source: "none", row: 1, column: 1 });
    const zero = { "00280030": ds(0, 0) };
    expect(spacingOf(zero, zero).source).toBe("none");
  });
});
