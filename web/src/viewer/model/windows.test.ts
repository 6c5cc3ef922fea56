import { describe, expect, test } from "vitest";
import { limitsOf, presetsOf, pulled, unitOfValues, windowBetween, windowsOf } from "./windows";

const ITEM = {
  "00281050": { vr: "DS", Value: [40, -600] },
  "00281051": { vr: "DS", Value: [350, 1500] },
  "00281055": { vr: "LO", Value: ["MEDIASTINUM", "LUNG"] },
};

describe("windows", () => {
  test("are those of the image, with what they are called", () => {
    expect(windowsOf(ITEM)).toEqual([
      { center: 40, width: 350, explanation: "MEDIASTINUM" },
      { center: -600, width: 1500, explanation: "LUNG" },
    ]);
    expect(windowsOf({ ...ITEM, "00281051": { vr: "DS", Value: [0, 1500] } })).toHaveLength(1);
    expect(windowsOf({})).toEqual([]);
  });

  test("begin and end as the standard has it", () => {
    expect(limitsOf({ center: 2048, width: 4096 })).toEqual({ lower: 0, upper: 4095 });
    expect(limitsOf(windowBetween(-1000, 3000))).toEqual({ lower: -1000, upper: 3000 });
    expect(windowBetween(7, 7)).toEqual({ center: 7.5, width: 1 });
  });

  test("of CT have fixed digits, the image's own at 0", () => {
    const all = presetsOf("CT", windowsOf(ITEM));
    expect(all.map((one) => one.key)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(all[1]).toEqual({
      key: "1",
      name: { key: "viewer.preset-lung" },
      window: { center: -600, width: 1500 },
    });
  });

  test("of others are the full range and what else the image brings", () => {
    expect(presetsOf("MR", windowsOf(ITEM)).map((one) => [one.key, one.window])).toEqual([
      ["0", "own"],
      ["1", "full"],
      ["2", { center: -600, width: 1500 }],
    ]);
  });

  test("are pulled, wider to the right and darker downwards, and never vanish", () => {
    const ct = { center: 40, width: 350 };
    expect(pulled(ct, 4000, 10, 0)).toEqual({ center: 40, width: 390 });
    expect(pulled(ct, 4000, 0, 10)).toEqual({ center: 80, width: 350 });
    expect(pulled(ct, 4000, -1000, 0).width).toBe(1);
    expect(pulled({ center: 128, width: 256 }, 255, 10, 0)).toEqual({ center: 128, width: 260.98 });
  });

  test("have the unit that the image names", () => {
    const rescaled = { "00281053": { vr: "DS", Value: [1] } };
    expect(unitOfValues("CT", rescaled)).toBe("HU");
    expect(unitOfValues("CT", {})).toBe("");
    expect(unitOfValues("PT", { ...rescaled, "00281054": { vr: "LO", Value: ["BQML"] } })).toBe(
      "BQML",
    );
    expect(unitOfValues("MR", { ...rescaled, "00281054": { vr: "LO", Value: ["US"] } })).toBe("");
  });
});
