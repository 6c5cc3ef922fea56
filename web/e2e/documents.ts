/** Reports, lists of key images and enclosed files for tests. */
import { dataSet, file, newUid, type Field } from "./dicom";
import type { Stack } from "./pictures";

const REPORT = "1.2.840.10008.5.1.4.1.1.88.33";
const SELECTION = "1.2.840.10008.5.1.4.1.1.88.59";
const STATE = "1.2.840.10008.5.1.4.1.1.11.1";
const PDF = "1.2.840.10008.5.1.4.1.1.104.1";
const CT_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

/** A document belongs to a study, as a series of its own. */
export interface Document {
  stack: Stack;
  /** Of the series. */
  number: number;
}

function code(value: string, scheme: string, meaning: string): readonly Field[][] {
  return [
    [
      [0x00080100, "SH", value],
      [0x00080102, "SH", scheme],
      [0x00080104, "LO", meaning],
    ],
  ];
}

function head(sopClass: string, of: Document, modality: string): { uid: string; fields: Field[] } {
  const uid = newUid();
  return {
    uid,
    fields: [
      [0x00080005, "CS", "ISO_IR 192"],
      [0x00080016, "UI", sopClass],
      [0x00080018, "UI", uid],
      [0x00080020, "DA", "20261129"],
      [0x00080023, "DA", "20261129"],
      [0x00080030, "TM", "093000"],
      [0x00080033, "TM", "101500"],
      [0x00080060, "CS", modality],
      [0x00080080, "LO", "青山镇卫生院"],
      [0x00100010, "PN", "Zhang^San=张^三"],
      [0x00100020, "LO", of.stack.patientId],
      [0x0020000d, "UI", of.stack.study],
      [0x0020000e, "UI", newUid()],
      [0x00200011, "IS", String(of.number)],
      [0x00200013, "IS", "1"],
    ],
  };
}

function item(relation: string, type: string, name: string, more: readonly Field[] = []): Field[] {
  return [
    [0x0040a010, "CS", relation],
    [0x0040a040, "CS", type],
    [0x0040a043, "SQ", code("T1", "99TEST", name)],
    ...more,
  ];
}

function picture(instance: string): Field[] {
  return [
    [
      0x00081199,
      "SQ",
      [
        [
          [0x00081150, "UI", CT_STORAGE],
          [0x00081155, "UI", instance],
        ],
      ],
    ],
    [0x0040a010, "CS", "CONTAINS"],
    [0x0040a040, "CS", "IMAGE"],
  ];
}

function measurement(name: string, value: string, unit: string): Field[] {
  return item("CONTAINS", "NUM", name, [
    [
      0x0040a300,
      "SQ",
      [
        [
          [0x004008ea, "SQ", code(unit, "UCUM", "millimeter")],
          [0x0040a30a, "DS", value],
        ],
      ],
    ],
  ]);
}

/** A verified report of a nodule, which names an image that is there and one that is not. */
export function report(of: Document, instance: string): Uint8Array<ArrayBuffer> {
  const { uid, fields } = head(REPORT, of, "SR");
  const findings = item("CONTAINS", "CONTAINER", "影像所见", [
    [
      0x0040a730,
      "SQ",
      [
        item("CONTAINS", "TEXT", "描述", [
          [0x0040a160, "UT", "右肺上叶见一结节，边缘清楚。\r\n余肺未见异常。"],
        ]),
        measurement("长径", "12.5", "mm"),
        item("CONTAINS", "CODE", "部位", [[0x0040a168, "SQ", code("T-28000", "SRT", "右肺上叶")]]),
        picture(instance),
        picture("1.2.3.4.5"),
      ],
    ],
  ]);
  const impression = item("CONTAINS", "CONTAINER", "诊断意见", [
    [
      0x0040a730,
      "SQ",
      [item("CONTAINS", "TEXT", "意见", [[0x0040a160, "UT", "良性结节可能，建议随访。"]])],
    ],
  ]);
  const data = dataSet([
    ...fields,
    [0x0040a040, "CS", "CONTAINER"],
    [0x0040a043, "SQ", code("18748-4", "LN", "胸部 CT 结构化报告")],
    [
      0x0040a073,
      "SQ",
      [
        [
          [0x0040a027, "LO", "县人民医院"],
          [0x0040a030, "DT", "20261129102000"],
          [0x0040a075, "PN", "Li^Si=李^四"],
        ],
      ],
    ],
    [0x0040a491, "CS", "COMPLETE"],
    [0x0040a493, "CS", "VERIFIED"],
    [0x0040a730, "SQ", [findings, impression]],
  ]);
  return file(REPORT, uid, data);
}

/** A list of one key image, with a title in GB18030. */
export function selection(of: Document, instance: string): Uint8Array<ArrayBuffer> {
  const { uid, fields } = head(SELECTION, of, "KO");
  const title: Field[] = [
    [0x00080100, "SH", "113000"],
    [0x00080102, "SH", "DCM"],
    // 教学重点图像
    [0x00080104, "LO", Uint8Array.from(Buffer.from("bdccd1a7d6d8b5e3cdbccff1", "hex"))],
  ];
  const data = dataSet([
    ...fields
      .map((one): Field => (one[0] === 0x00080005 ? [one[0], "CS", "GB18030"] : one))
      .filter(([tag]) => tag !== 0x00080080 && tag !== 0x00100010),
    [0x0040a040, "CS", "CONTAINER"],
    [0x0040a043, "SQ", [title]],
    [0x0040a730, "SQ", [picture(instance)]],
  ]);
  return file(SELECTION, uid, data);
}

/** A PDF of one empty sheet, or what only says to be one. */
export function enclosedPdf(of: Document, title: string, content: string): Uint8Array<ArrayBuffer> {
  const { uid, fields } = head(PDF, of, "DOC");
  const bytes = new TextEncoder().encode(content);
  const padded = new Uint8Array(bytes.length + (bytes.length % 2));
  padded.set(bytes);
  const length = new Uint8Array(new Uint32Array([bytes.length]).buffer);
  const data = dataSet([
    ...fields,
    [0x00420010, "ST", title],
    [0x00420011, "OB", padded],
    [0x00420012, "LO", "application/pdf"],
    [0x00420015, "UL", length],
  ]);
  return file(PDF, uid, data);
}

function imagesMeant({ stack }: Document, instances: readonly string[]): Field {
  const images = instances.map((instance): Field[] => [
    [0x00081150, "UI", CT_STORAGE],
    [0x00081155, "UI", instance],
  ]);
  const series: Field[] = [
    [0x00081140, "SQ", images],
    [0x0020000e, "UI", stack.series],
  ];
  return [0x00081115, "SQ", [series]];
}

/** A text at the middle of a pixel. */
const NOTE: Field[] = [
  [0x00700004, "CS", "PIXEL"],
  [0x00700006, "ST", "结节？建议复查"],
  [0x00700014, "FL", new Uint8Array(Float32Array.of(50.5, 112.5).buffer)],
  [0x00700015, "CS", "Y"],
];

/**
 * A presentation state of images, with a window and a note.
 *
 * @param more takes the place of what is there
 */
export function state(
  of: Document,
  instances: readonly string[],
  more: readonly Field[] = [],
): Uint8Array<ArrayBuffer> {
  const { uid, fields } = head(STATE, of, "PR");
  const usual: Field[] = [
    ...fields,
    imagesMeant(of, instances),
    [0x00281052, "DS", "-1024"],
    [0x00281053, "DS", "1"],
    [
      0x00283110,
      "SQ",
      [
        [
          [0x00281050, "DS", "-600"],
          [0x00281051, "DS", "1500"],
        ],
      ],
    ],
    [0x00700001, "SQ", [[[0x00700008, "SQ", [NOTE]]]]],
    [0x00700080, "CS", "MARKED"],
    [0x00700081, "LO", "术前标注"],
    [0x00700082, "DA", "20261129"],
    [0x00700083, "TM", "103000"],
    [0x00700084, "PN", "Li^Si=李^四"],
  ];
  const all = new Map<number, Field>([...usual, ...more].map((one) => [one[0], one]));
  const sorted = [...all.values()].toSorted((a, b) => a[0] - b[0]);
  const [, , sopClass = STATE] = all.get(0x00080016) ?? [];
  return file(typeof sopClass === "string" ? sopClass : STATE, uid, dataSet(sorted));
}
