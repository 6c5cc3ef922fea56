import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { imagesOf, type Image } from "./image";
import { presentationStateOf } from "./presentation-state";
import { presented } from "./presented";
import { NO_STATE_TABLES, rescaled } from "./presented-greys";

const of = (...Value: unknown[]) => ({ Value });

function image(more: DicomJson = {}): Image {
  const [made] = imagesOf({
    "00080018": of("1.1"),
    "00280002": of(1),
    "00280004": of("MONOCHROME2"),
    "00280010": of(100),
    "00280011": of(200),
    "00280030": of(2, 1),
    "00280100": of(16),
    "00280101": of(12),
    "00280102": of(11),
    "00280103": of(0),
    "00281052": of(-1024),
    "00281053": of(1),
    ...more,
  });
  if (made === undefined) {
    throw new Error("no image");
  }
  return made;
}

const shown = (data: DicomJson, on = image()) =>
  presented(presentationStateOf(data), on, NO_STATE_TABLES);

const WINDOW = { "00283110": of({ "00281050": of(1064), "00281051": of(400) }) };

describe("greys", () => {
  test("are of the state's own scale, told in values of the image", () => {
    expect(shown(WINDOW).greys.window).toEqual({ center: 40, width: 400 });
    const same = { ...WINDOW, "00281052": of(-1024), "00281053": of(1) };
    expect(shown(same).greys.window).toEqual({ center: 1064, width: 400 });
    const half = shown({ ...WINDOW, "00281052": of(0), "00281053": of(2) }).greys.window;
    // 864 to 1263 of it are stored as 432 to 631.5
    expect(half).toEqual({ center: (432 + 631.5) / 2 - 1024, width: 199.5, how: "exact" });
  });

  test("are the image's own where the state says nothing of them", () => {
    const { greys, lacks } = shown({});
    expect(greys).toMatchObject({ window: undefined, inverse: undefined });
    expect(lacks).toEqual([]);
  });

  test("of a scale that runs the other way, or of a table of the modality, are not applied", () => {
    expect(shown({ ...WINDOW, "00281053": of(-1) }).lacks).toEqual(["values"]);
    const table = { "00283002": of(4096, 0, 16), "00283006": of(1) };
    expect(shown({ ...WINDOW, "00283000": of(table) }).lacks).toEqual(["values"]);
    const both = presented(
      presentationStateOf({ ...WINDOW, "00283000": of(table) }),
      image({ "00283000": of(table) }),
      { ...NO_STATE_TABLES, sameModality: true },
    );
    expect(both.greys.window).toEqual({ center: 1064, width: 400 });
  });

  test("of colours are left alone", () => {
    const rgb = image({ "00280002": of(3), "00280004": of("RGB"), "00280006": of(0) });
    expect(shown({ ...WINDOW, "20500020": of("INVERSE") }, rgb).greys).toMatchObject({
      window: undefined,
      inverse: undefined,
    });
  });

  test("of a table count on from the tables of the image", () => {
    const table = { "00283002": of(100, 1000, 8), "00283006": of(1) };
    const own = image({ "00283010": of(table, table) });
    const state = { "00283110": of({ "00283010": of(table) }) };
    expect(shown(state, own).greys.window).toEqual({
      center: 1050 - 1024,
      width: 100,
      how: { table: 2 },
    });
  });

  test("keep their curve on another scale", () => {
    const [from, to] = [
      { slope: 1, intercept: 0 },
      { slope: 2, intercept: 10 },
    ];
    expect(rescaled({ center: 100, width: 50, how: "sigmoid" }, from, to)).toEqual({
      center: 210,
      width: 100,
      how: "sigmoid",
    });
    const table = rescaled({ center: 100.5, width: 100, how: { table: 0 } }, from, to);
    expect(table).toEqual({ center: 210.5, width: 199, how: { table: 0 } });
  });
});

test("an area has edges of the image, whichever corners are told", () => {
  const area = {
    "00700052": of(200, 41),
    "00700053": of(101, 100),
    "00700100": of("SCALE TO FIT"),
  };
  expect(shown({ "0070005A": of(area) }).area).toEqual({
    ...{ left: 99.5, top: 39.5, right: 199.5, bottom: 99.5 },
    size: "fit",
  });
  const large = { ...area, "00700100": of("MAGNIFY"), "00700103": of(3) };
  expect(shown({ "0070005A": of(large) }).area?.size).toEqual({ magnification: 3 });
  const real = { ...area, "00700100": of("TRUE SIZE"), "00700101": of(0.5, 0.25) };
  expect(shown({ "0070005A": of(real) }).area?.size).toEqual({ millimetres: 0.25 });
  const broken = shown({ "0070005A": of({ "00700052": of(1, 1) }) });
  expect([broken.area, broken.lacks]).toEqual([undefined, ["area"]]);
});

function note(units: string, more: DicomJson = {}): DicomJson {
  return {
    "00700001": of({
      "00700008": of({
        "00700003": of(units),
        "00700004": of(units),
        "00700006": of("一\r\n二"),
        ...more,
      }),
    }),
  };
}

describe("what is written", () => {
  test("lies in pixels of the image, whose first one ends at 1", () => {
    const data = note("PIXEL", { "00700014": of(1, 1), "00700015": of("Y") });
    expect(shown(data).over.written).toEqual([
      {
        lines: ["一", "二"],
        ...{ box: undefined, align: "start", anchor: [0.5, 0.5], anchored: true, color: undefined },
      },
    ]);
  });

  test.each([
    // where the upper left quarter of what is seen is in the image
    [0, "N", { left: -0.5, top: -0.5, right: 99.5, bottom: 49.5 }],
    [0, "Y", { left: 99.5, top: -0.5, right: 199.5, bottom: 49.5 }],
    [90, "N", { left: -0.5, top: 49.5, right: 99.5, bottom: 99.5 }],
    [90, "Y", { left: -0.5, top: -0.5, right: 99.5, bottom: 49.5 }],
    [180, "N", { left: 99.5, top: 49.5, right: 199.5, bottom: 99.5 }],
    [270, "N", { left: 99.5, top: -0.5, right: 199.5, bottom: 49.5 }],
  ])("in parts of what is seen is turned with it (%i, mirrored %s)", (rotation, flip, box) => {
    const data = note("DISPLAY", { "00700010": of(0, 0), "00700011": of(0.5, 0.5) });
    const turned = { ...data, "00700042": of(rotation), "00700041": of(flip) };
    expect(shown(turned).over.written[0]?.box).toEqual(box);
  });

  test("in units that nobody knows is not drawn, and told", () => {
    const { over, lacks } = shown(note("MATRIX", { "00700014": of(1, 1) }));
    expect([over.written, lacks]).toEqual([[], ["graphics"]]);
  });
});

test("layers are drawn from the lowest, in the grey that they recommend, and what has none last", () => {
  const line = (layer: string): DicomJson => ({
    "00700002": of(layer),
    "00700009": of({
      "00700005": of("PIXEL"),
      "00700021": of(2),
      "00700022": of(0, 0, 10, 10),
      "00700023": of("POLYLINE"),
    }),
  });
  const data = {
    "00700001": of(line("NONE"), line("HIGH"), line("LOW")),
    "00700060": of(
      { "00700002": of("HIGH"), "00700062": of(2), "00700066": of(0xffff) },
      { "00700002": of("LOW"), "00700062": of(1), "00700401": of(65535, 32896, 32896) },
    ),
  };
  const colors = shown(data).over.drawn.map(({ color }) => color);
  expect(colors.map((one) => one ?? "none")).toEqual([
    expect.stringMatching(/^rgb\(25\d, 25\d, 25\d\)$/),
    "rgb(255, 255, 255)",
    "none",
  ]);
});

test("a shutter leaves what lies in all its shapes, and says which it cannot draw", () => {
  const data = {
    "00181600": of("RECTANGULAR", "CIRCULAR", "BITMAP"),
    "00181602": of(11),
    "00181604": of(20),
    "00181606": of(31),
    "00181608": of(40),
    "00181610": of(50, 100),
    "00181612": of(10),
    "00181622": of(0x8000),
  };
  const { over, lacks } = shown(data);
  expect(over.shutter.openings[0]).toEqual([
    [9.5, 29.5],
    [19.5, 29.5],
    [19.5, 39.5],
    [9.5, 39.5],
  ]);
  // pixels are twice as high as wide
  const ys = over.shutter.openings[1]?.map(([, y]) => y) ?? [];
  expect([Math.min(...ys), Math.max(...ys)]).toEqual([44, 54]);
  expect(over.shutter.color).toBe("rgb(128, 128, 128)");
  expect(lacks).toEqual(["shutter"]);
});

test("an angle between quarter turns is told, not taken", () => {
  expect(shown({ "00700042": of(45) })).toMatchObject({
    turn: { rotation: 0, flipped: false },
    lacks: ["rotation"],
  });
});
