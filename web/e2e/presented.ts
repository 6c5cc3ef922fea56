/** What the presentation states of browser tests are made of. */
import type { Field } from "./dicom";

/** Window that the states want, of images that have none. */
export const WINDOW = { center: 150, width: 401 };

function longs(...values: number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}

export function floats(...values: number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

export const OWN_WINDOW: Field = [
  0x00283110,
  "SQ",
  [
    [
      [0x00281050, "DS", String(WINDOW.center)],
      [0x00281051, "DS", String(WINDOW.width)],
    ],
  ],
];

export const RECTANGLE: Field[] = [
  [0x00181600, "CS", "RECTANGULAR"],
  [0x00181602, "IS", "25"],
  [0x00181604, "IS", "104"],
  [0x00181606, "IS", "25"],
  [0x00181608, "IS", "104"],
  [0x00181622, "US", 0x4000],
];

export function area(more: readonly Field[]): Field {
  return [
    0x0070005a,
    "SQ",
    [[[0x00700052, "SL", longs(33, 33)], [0x00700053, "SL", longs(96, 96)], ...more]],
  ];
}

function graphic(type: string, points: readonly number[]): Field[] {
  return [
    [0x00700005, "CS", "PIXEL"],
    [0x00700020, "US", 2],
    [0x00700021, "US", points.length / 2],
    [0x00700022, "FL", floats(...points)],
    [0x00700023, "CS", type],
    [0x00700024, "CS", "N"],
  ];
}

export const MARKS: Field[] = [
  [
    0x00700001,
    "SQ",
    [
      [
        [0x00700002, "CS", "MARKS"],
        [
          0x00700008,
          "SQ",
          [
            [
              [0x00700004, "CS", "PIXEL"],
              [0x00700006, "ST", "结节？\r\n建议复查"],
              [0x00700014, "FL", floats(70, 56)],
              [0x00700015, "CS", "Y"],
            ],
            [
              [0x00700003, "CS", "DISPLAY"],
              [0x00700006, "ST", "术前"],
              [0x00700010, "FL", floats(0.05, 0.85)],
              [0x00700011, "FL", floats(0.4, 0.95)],
              [0x00700012, "CS", "LEFT"],
            ],
          ],
        ],
        [
          0x00700009,
          "SQ",
          [
            graphic("CIRCLE", [54, 56, 62, 56]),
            graphic("ELLIPSE", [30, 90, 60, 90, 45, 84, 45, 96]),
            graphic("INTERPOLATED", [80, 80, 95, 85, 90, 95, 80, 80]),
            graphic("POLYLINE", [40, 64, 60, 64]),
            graphic("POINT", [100, 40]),
            graphic("SPIRAL", [1, 1]),
          ],
        ],
      ],
    ],
  ],
  [
    0x00700060,
    "SQ",
    [
      [
        [0x00700002, "CS", "MARKS"],
        [0x00700062, "IS", "1"],
        [0x00700401, "US", new Uint8Array(Uint16Array.of(60000, 18000, 40000).buffer)],
      ],
    ],
  ],
];

export const TURNED: Field[] = [
  [0x00700041, "CS", "Y"],
  [0x00700042, "US", 90],
];
export const INVERSE: Field = [0x20500020, "CS", "INVERSE"];
