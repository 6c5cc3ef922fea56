// @vitest-environment node
import { describe, expect, test } from "vitest";
import { dataSet, directory, file, image, joined, type Field } from "../../../e2e/dicom";
import { decoded } from "./charsets";
import { comparable, filesOf } from "./directory";
import { recognise } from "./head";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const NAME_GBK = Uint8Array.of(0xd5, 0xc5, 0xc8, 0xfd); // 张三
const ONE = {
  studyDate: "20261129",
  study: "2.25.10",
  series: "2.25.11",
  instance: "2.25.12",
  number: 1,
  patientId: "P-1",
  patientName: "Zhang^San=张^三",
};

function fields(characterSet: string, name: Uint8Array | string): Field[] {
  return [
    [0x00080005, "CS", characterSet],
    [0x00080018, "UI", "2.25.12"],
    [0x00100010, "PN", name],
    [0x00100020, "LO", "P-1"],
    [0x0020000d, "UI", "2.25.10"],
    [0x7fe00010, "OW", new Uint8Array(64)],
  ];
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

async function headOf(bytes: Uint8Array<ArrayBuffer>) {
  const found = await recognise(new Blob([bytes]));
  if (found.kind !== "instance") {
    throw new Error(found.kind);
  }
  return found.head;
}

describe("the head of a file", () => {
  test("tells whose it is and what", async () => {
    expect(await headOf(image(ONE))).toEqual({
      sopInstanceUid: "2.25.12",
      studyInstanceUid: "2.25.10",
      patientName: "Zhang^San=张^三",
      patientId: "P-1",
      birthDate: "19560203",
      sex: "M",
      studyDate: "20261129",
      modality: "CT",
      description: "胸部平扫",
    });
  });

  test.each([
    ["1.2.840.10008.1.2", { explicit: false, littleEndian: true }],
    ["1.2.840.10008.1.2.2", { explicit: true, littleEndian: false }],
    ["1.2.840.10008.1.2.4.70", { explicit: true, littleEndian: true }],
  ])("is read in %s", async (syntax, writing) => {
    const head = await headOf(
      file(CT, "2.25.12", dataSet(fields("ISO_IR 192", "张^三"), writing), syntax),
    );
    expect([head.patientName, head.patientId, head.studyInstanceUid]).toEqual([
      "张^三",
      "P-1",
      "2.25.10",
    ]);
  });

  test("is read when deflated, and from the beginning of a long file", async () => {
    const noise = Uint8Array.from(
      { length: 100_000 },
      (_, i) => (i * 7919 + (i >> 8) * 104729) & 0xff,
    );
    const data = joined(dataSet(fields("GB18030", NAME_GBK)), dataSet([[0x7fe10010, "OB", noise]]));
    const bytes = file(CT, "2.25.12", await deflated(data), "1.2.840.10008.1.2.1.99");
    expect((await headOf(bytes)).patientName).toBe("张三");
  });

  test("may be longer than what is read at first, with sequences in front of the patient", async () => {
    const sequence: Field = [0x00081140, "SQ", [[[0x00081150, "OB", new Uint8Array(50_000)]]]];
    const parts = fields("GBK", NAME_GBK);
    const data = dataSet([...parts.slice(0, 2), sequence, ...parts.slice(2)]);
    expect((await headOf(file(CT, "2.25.12", data))).patientId).toBe("P-1");
  });

  test("passes over sequences that do not say how long they are", async () => {
    const open = Uint8Array.of(8, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 255, 255, 255, 255);
    const item = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255);
    const itemEnd = Uint8Array.of(0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0);
    const end = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
    const inside = dataSet([[0x00081150, "UI", "1.2.3"]]);
    const parts = fields("GBK", NAME_GBK);
    const data = joined(
      dataSet(parts.slice(0, 2)),
      open,
      item,
      inside,
      itemEnd,
      end,
      dataSet(parts.slice(2)),
    );
    expect((await headOf(file(CT, "2.25.12", data))).patientName).toBe("张三");
  });

  test("that is damaged still leaves the UID of its file meta", async () => {
    const damaged = file(CT, "2.25.12", Uint8Array.of(8, 0, 0x18, 0, 0x55, 0x49, 0xff, 0x7f, 0x32));
    expect((await recognise(new Blob([damaged]))).kind).toBe("instance");
  });
});

describe("what is no image", () => {
  test.each([
    ["a text", new TextEncoder().encode("hello, I am a readme of a viewer on a CD")],
    ["nothing", new Uint8Array(0)],
    ["a program", joined(new TextEncoder().encode("MZ"), new Uint8Array(400))],
  ])("%s is told from DICOM", async (_, bytes) => {
    expect(await recognise(new Blob([bytes]))).toEqual({ kind: "other" });
  });

  test("a file without a preamble is known by its group 2", async () => {
    expect((await headOf(image(ONE).slice(132))).patientId).toBe("P-1");
  });

  test("a directory is known and tells its files", async () => {
    const bytes = directory(["DICOM/IM0001", "DICOM/IM0002"]);
    expect(await recognise(new Blob([bytes]))).toEqual({ kind: "directory" });
    expect(filesOf(bytes)).toEqual(["DICOM/IM0001", "DICOM/IM0002"]);
    expect(filesOf(bytes.slice(0, -8))).toBeUndefined();
    expect(filesOf(new Uint8Array(200))).toBeUndefined();
    expect(comparable("dicom/im0001.;1")).toBe(comparable("DICOM/IM0001"));
  });
});

describe("texts", () => {
  const utf8 = new TextEncoder().encode("张三");
  test.each([
    ["GB18030", NAME_GBK, ["GB18030"], "张三"],
    ["GB18030 of four bytes", Uint8Array.of(0x95, 0x32, 0x82, 0x36), ["GB18030"], "\u{20000}"],
    ["GBK", NAME_GBK, ["GBK"], "张三"],
    ["UTF-8", utf8, ["ISO_IR 192"], "张三"],
    [
      "ISO 2022 Chinese",
      joined(Uint8Array.of(0x1b, 0x24, 0x29, 0x41), NAME_GBK),
      ["", "ISO 2022 IR 58"],
      "张三",
    ],
    [
      "ISO 2022 Japanese",
      Uint8Array.of(0x1b, 0x24, 0x42, 0x3b, 0x33, 0x1b, 0x28, 0x42),
      ["", "ISO 2022 IR 87"],
      "山",
    ],
    ["unlabelled UTF-8", utf8, [], "张三"],
    ["unlabelled GBK", NAME_GBK, [], "张三"],
    ["GBK labelled Latin", NAME_GBK, ["ISO_IR 100"], "张三"],
    ["Latin", Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72), ["ISO_IR 100"], "Müller"],
    ["plain", Uint8Array.of(0x41), ["NO SUCH"], "A"],
  ])("%s", (_, bytes, sets, text) => {
    expect(decoded(bytes, sets)).toBe(text);
  });
});
