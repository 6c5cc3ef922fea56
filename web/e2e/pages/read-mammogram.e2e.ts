import { describe, expect, test } from "vitest";
import { dataSet, file, newUid, type Field } from "../dicom";
import { screenshot } from "../harness";
import { openStudy, pane, reader, seen, type Drawing } from "../reading";
import { pixelsAtPane } from "../reference";
import { stored } from "../sending";

const AS = "ts1-tech";
const MAMMOGRAPHY = "1.2.840.10008.5.1.4.1.1.1.2";
const [ROWS, COLUMNS] = [96, 64];

/** How a view is stored: a breast that lies against the left side of the picture, or against the right one. */
interface View {
  side: "L" | "R";
  view: "CC" | "MLO";
  wall: "left" | "right";
}

/** As devices send them: in any order, right breasts either way round. */
const VIEWS: readonly View[] = [
  { side: "L", view: "MLO", wall: "left" },
  { side: "R", view: "CC", wall: "left" },
  { side: "R", view: "MLO", wall: "right" },
  { side: "L", view: "CC", wall: "right" },
];

/** A half disc against the wall; of oblique views with the muscle above it. */
function pixels({ view, wall }: View): Uint8Array {
  return Uint8Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const x = wall === "left" ? at % COLUMNS : COLUMNS - 1 - (at % COLUMNS);
    const y = Math.floor(at / COLUMNS);
    if (view === "MLO" && x + y < 30) {
      return 230;
    }
    const inside = (x / 52) ** 2 + ((y - 50) / 40) ** 2 < 1;
    return inside ? 110 + ((x * 7 + y * 3) % 40) : 0;
  });
}

function mammogram(study: string, one: View, place: number): Uint8Array {
  const instance = newUid();
  const fields: Field[] = [
    [0x00080005, "CS", "ISO_IR 192"],
    [0x00080016, "UI", MAMMOGRAPHY],
    [0x00080018, "UI", instance],
    [0x00080020, "DA", "20261129"],
    [0x00080060, "CS", "MG"],
    [0x00081030, "LO", "双乳钼靶"],
    [0x00100010, "PN", "Li^Si=李^四"],
    [0x00100020, "LO", "E2E-MG"],
    [0x00100040, "CS", "F"],
    [0x00185101, "CS", one.view],
    [0x0020000d, "UI", study],
    [0x0020000e, "UI", newUid()],
    [0x00200011, "IS", String(place + 1)],
    [0x00200013, "IS", "1"],
    // along a row away from the wall is to the front
    [0x00200020, "CS", one.wall === "left" ? "A\\F" : "P\\F"],
    [0x00200062, "CS", one.side],
    [0x00280002, "US", 1],
    [0x00280004, "CS", "MONOCHROME2"],
    [0x00280010, "US", ROWS],
    [0x00280011, "US", COLUMNS],
    [0x00280100, "US", 8],
    [0x00280101, "US", 8],
    [0x00280102, "US", 7],
    [0x00280103, "US", 0],
    [0x00281050, "DS", "128"],
    [0x00281051, "DS", "256"],
    [0x7fe00010, "OB", pixels(one)],
  ];
  return file(MAMMOGRAPHY, instance, dataSet(fields));
}

const WANTED = ["R CC", "L CC", "R MLO", "L MLO"] as const;
const DRAWINGS: readonly Drawing[] = ["gpu", "cpu"];

for (const drawing of DRAWINGS) {
  describe(`mammograms drawn by the ${drawing}`, () => {
    test("hang back to back, right breasts at the left, whichever way round they came", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      const study = newUid();
      for (const [place, one] of VIEWS.entries()) {
        await stored(context, mammogram(study, one, place));
      }
      await openStudy(page, study);
      expect(await page.locator("[data-layout]").getAttribute("data-layout")).toBe("2x2");
      for (const [at, wanted] of WANTED.entries()) {
        await seen(page, 0, at);
        const corner = pane(page, at).locator("[data-corner='bottom right']");
        expect(await corner.innerText()).toContain(wanted.replace(" ", " · "));
      }
      await screenshot(page, `read-mammogram-${drawing}`);
      for (const [at, wanted] of WANTED.entries()) {
        // the chest's wall is at the middle of the desk, the other end of the pane is empty
        const [left = 0, right = 0] = await pixelsAtPane(page, at, [0.02, 0.98]);
        expect(wanted.startsWith("R") ? left : right, `${wanted} away from the wall`).toBeLessThan(
          10,
        );
        expect(wanted.startsWith("R") ? right : left, `${wanted} at the wall`).toBeGreaterThan(90);
      }
      expect(offences).toEqual([]);
      await context.close();
    });
  });
}
