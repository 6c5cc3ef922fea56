import { describe, expect, test } from "vitest";
import { inlineBytes, items, number, numbers, personName, text, texts } from "./json";

const ITEM = {
  "00080060": { vr: "CS", Value: ["CT"] },
  "00280030": { vr: "DS", Value: [0.5, "0.6"] },
  "00281050": { vr: "DS", Value: ["40", "soft"] },
  "00100010": { vr: "PN", Value: [{ Alphabetic: "Zhang^San", Ideographic: "张^三" }] },
  "00080070": { vr: "LO" },
  "00281201": { vr: "OW", InlineBinary: "AAEC" },
  "00081140": { vr: "SQ", Value: [{ "00081155": { vr: "UI", Value: ["1.2"] } }] },
};

describe("values of DICOM JSON", () => {
  test("are texts and numbers, whichever way they are written", () => {
    expect(text(ITEM, "00080060")).toBe("CT");
    expect(texts(ITEM, "00280030")).toEqual(["0.5", "0.6"]);
    expect(numbers(ITEM, "00280030")).toEqual([0.5, 0.6]);
    expect(number(ITEM, "00280030")).toBe(0.5);
  });

  test("are none where nothing or no number stands", () => {
    expect(text(ITEM, "00080070")).toBe("");
    expect(number(ITEM, "00080060")).toBeUndefined();
    expect(numbers(ITEM, "00281050")).toEqual([]);
    expect(items(ITEM, "00080070")).toEqual([]);
  });

  test("are names with their groups, items and bytes", () => {
    expect(personName(ITEM, "00100010")).toBe("Zhang^San=张^三");
    expect(personName({}, "00100010")).toBe("");
    expect(items(ITEM, "00081140").map((one) => text(one, "00081155"))).toEqual(["1.2"]);
    expect(inlineBytes(ITEM, "00281201")).toEqual(Uint8Array.of(0, 1, 2));
    expect(inlineBytes(ITEM, "00080060")).toBeUndefined();
  });
});
