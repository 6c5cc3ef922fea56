/** What the beginning of a DICOM file tells: whose it is, and what. */
import { decoded } from "./charsets";
import { CutShort, elements, EXPLICIT, IMPLICIT, plain, valueOf, type Encoding } from "./elements";

export interface Head {
  sopInstanceUid: string;
  studyInstanceUid: string;
  /** As DICOM writes it, in characters. */
  patientName: string;
  patientId: string;
  birthDate: string;
  sex: string;
  studyDate: string;
  modality: string;
  description: string;
}

/** What a file is. */
export type Recognised =
  { kind: "instance"; head: Head } | { kind: "directory" } | { kind: "other" };

/** By the keyword's own tag, those that are wanted. */
const FIELDS: Partial<Record<number, keyof Head>> = {
  0x00080018: "sopInstanceUid",
  0x0020000d: "studyInstanceUid",
  0x00100010: "patientName",
  0x00100020: "patientId",
  0x00100030: "birthDate",
  0x00100040: "sex",
  0x00080020: "studyDate",
  0x00080060: "modality",
  0x00081030: "description",
};
const CHARACTER_SET = 0x00080005;
const LAST = 0x0020000d;
const SOP_CLASS = 0x00020002;
const INSTANCE = 0x00020003;
const TRANSFER_SYNTAX = 0x00020010;

const MEDIA_DIRECTORY = "1.2.840.10008.1.3.10";
const DEFLATED = "1.2.840.10008.1.2.1.99";
const ENCODINGS: Partial<Record<string, Encoding>> = {
  "1.2.840.10008.1.2": IMPLICIT,
  "1.2.840.10008.1.2.2": { explicit: true, littleEndian: false },
};
/** Bytes that are read at first, and when the head turns out to be longer. */
const PIECES = [16 * 1024, 256 * 1024, 4 * 1024 * 1024];
const PREAMBLE = 128;

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Where the file meta information begins, with a preamble or, as on old media, without one; -1 for what is no DICOM file. */
export function metaStart(bytes: Uint8Array): number {
  const at = (offset: number, text: string): boolean =>
    plain(bytes.subarray(offset, offset + text.length)) === text;
  if (at(PREAMBLE, "DICM")) {
    return PREAMBLE + 4;
  }
  return bytes[0] === 2 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0 && at(4, "UL")
    ? 0
    : -1;
}

interface Meta {
  sopClass: string;
  instance: string;
  transferSyntax: string;
  end: number;
}

function metaOf(bytes: DataView, start: number): Meta {
  const meta = { sopClass: "", instance: "", transferSyntax: "", end: start };
  for (const one of elements(bytes, EXPLICIT, start)) {
    if (one.tag >>> 16 !== 2) {
      break;
    }
    meta.end = one.end;
    if (one.tag === SOP_CLASS) {
      meta.sopClass = plain(valueOf(bytes, one));
    } else if (one.tag === INSTANCE) {
      meta.instance = plain(valueOf(bytes, one));
    } else if (one.tag === TRANSFER_SYNTAX) {
      meta.transferSyntax = plain(valueOf(bytes, one));
    }
  }
  return meta;
}

function empty(): Head {
  return {
    sopInstanceUid: "",
    studyInstanceUid: "",
    patientName: "",
    patientId: "",
    birthDate: "",
    sex: "",
    studyDate: "",
    modality: "",
    description: "",
  };
}

/** @param whole whether the bytes are all that there are */
function headOf(bytes: DataView, encoding: Encoding, whole: boolean): Head {
  const head = empty();
  let characterSets: string[] = [];
  for (const one of elements(bytes, encoding)) {
    if (one.tag > LAST) {
      return head;
    }
    const field = FIELDS[one.tag];
    if (one.tag === CHARACTER_SET) {
      characterSets = plain(valueOf(bytes, one))
        .split("\\")
        .map((set) => set.trim());
    } else if (field !== undefined) {
      head[field] = decoded(valueOf(bytes, one), characterSets)
        .replace(/[\0 ]+$/, "")
        .trim();
    }
  }
  if (!whole) {
    throw new CutShort();
  }
  return head;
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      pieces.push(value);
    }
  } catch {
    // only the beginning was given, so its end is missing; the head lies in what came
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function recognised(bytes: Uint8Array<ArrayBuffer>, whole: boolean): Promise<Recognised> {
  const start = metaStart(bytes);
  if (start < 0) {
    return { kind: "other" };
  }
  const meta = metaOf(view(bytes), start);
  if (meta.sopClass === MEDIA_DIRECTORY) {
    return { kind: "directory" };
  }
  const rest = bytes.subarray(meta.end);
  const data = meta.transferSyntax === DEFLATED ? await inflated(rest) : rest;
  const head = headOf(view(data), ENCODINGS[meta.transferSyntax] ?? EXPLICIT, whole);
  return {
    kind: "instance",
    head: { ...head, sopInstanceUid: head.sopInstanceUid || meta.instance },
  };
}

/** Reads as little of a file as tells what it is. One whose head is damaged is an instance of nobody: the gateway says what it lacks. */
export async function recognise(file: Blob): Promise<Recognised> {
  for (const piece of PIECES) {
    try {
      return await recognised(
        new Uint8Array(await file.slice(0, piece).arrayBuffer()),
        file.size <= piece,
      );
    } catch (fault) {
      if (!(fault instanceof CutShort)) {
        throw fault;
      }
      if (file.size <= piece) {
        break;
      }
    }
  }
  return { kind: "instance", head: empty() };
}
