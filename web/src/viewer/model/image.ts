/** One image, which is a frame: what it takes to fetch, show and measure it. */
import type { FrameAddress } from "../../api/images";
import { items, number, text, texts, type DicomJson } from "../../lib/dicom/json";
import { overlaysOf, type Overlay } from "./overlays";
import { pixelForm, type PixelForm } from "./pixel-form";
import { planeOf, type Plane } from "./plane";
import { regionsOf, type Region } from "./regions";
import type { Reformat } from "./slab";
import { spacingOf, type Spacing } from "./spacing";
import { paddingOf, tablesOf, windowsOfTables, type NamedTables, type Padding } from "./tables";
import { timingOf, type Timing } from "./timing";
import { unitOfValues, windowsOf, type Window } from "./windows";

export interface Image {
  /** Unique in this browser. */
  id: string;
  at: FrameAddress;
  sopClass: string;
  number: number;
  frames: number;
  pixels: PixelForm;
  plane: Plane | undefined;
  spacing: Spacing;
  windows: (Window & { explanation: string })[];
  slope: number;
  intercept: number;
  /** Of the values, such as HU. */
  valueUnit: string;
  tables: NamedTables;
  /** Whether high values are dark. */
  inverse: boolean;
  padding: Padding | undefined;
  thickness: number | undefined;
  laterality: string;
  view: string;
  time: string;
  timing: Timing;
  /** Of ultrasound: a scale holds in its region. */
  regions: readonly Region[];
  overlays: readonly Overlay[];
  /** Of an image that is computed of others; nothing of it is kept. */
  reformat?: Reformat | undefined;
  /** The data set, for what is asked seldom. */
  data: DicomJson;
}

/** What an image is called in this browser. */
export function imageId({ series, instance, frame }: FrameAddress): string {
  return `lianzhen:${series}/${instance}/${String(frame)}`;
}

const SHARED = "52009229";
const PER_FRAME = "52009230";

/** The functional group of a frame, or the instance itself where there is none (PS3.3 C.7.6.16). */
function group(instance: DicomJson, frame: number, sequence: string): DicomJson {
  const own = items(instance, PER_FRAME)[frame - 1];
  const shared = items(instance, SHARED)[0];
  for (const from of [own, shared]) {
    const found = from === undefined ? undefined : items(from, sequence)[0];
    if (found !== undefined) {
      return found;
    }
  }
  return instance;
}

/** A shape says it, else what the values are called (PS3.3 C.11.6). */
function isInverse(instance: DicomJson, { photometric }: PixelForm): boolean {
  const shape = text(instance, "20500020");
  return shape === "" ? photometric === "MONOCHROME1" : shape === "INVERSE";
}

function address(instance: DicomJson, frame: number): FrameAddress {
  return {
    study: text(instance, "0020000D"),
    series: text(instance, "0020000E"),
    instance: text(instance, "00080018"),
    frame,
  };
}

function framesOf(instance: DicomJson): number {
  return Math.max(1, Math.floor(number(instance, "00280008") ?? 1));
}

function imageOf(instance: DicomJson, frame: number, pixels: PixelForm): Image {
  const at = address(instance, frame);
  const values = group(instance, frame, "00289145");
  const voi = group(instance, frame, "00289132");
  const measures = group(instance, frame, "00289110");
  const frames = framesOf(instance);
  const tables = tablesOf({ instance, transformation: values, voi, pixels });
  return {
    id: imageId(at),
    at,
    pixels,
    data: instance,
    sopClass: text(instance, "00080016"),
    number: number(instance, "00200013") ?? 0,
    frames,
    plane: planeOf(
      group(instance, frame, "00209113"),
      group(instance, frame, "00209116"),
      text(instance, "00200052"),
    ),
    spacing: spacingOf(instance, measures),
    tables,
    windows: [...windowsOfTables(tables), ...windowsOf(voi)],
    inverse: isInverse(instance, pixels),
    padding: paddingOf(instance, pixels),
    // a table takes the place of rescaling
    slope: tables.modality === undefined ? (number(values, "00281053") ?? 1) : 1,
    intercept: tables.modality === undefined ? (number(values, "00281052") ?? 0) : 0,
    valueUnit: unitOfValues(text(instance, "00080060"), values),
    thickness: number(measures, "00180050"),
    laterality: text(instance, "00200062") || text(instance, "00200060"),
    view: text(instance, "00185101"),
    time: texts(instance, "00080032")[0] ?? text(instance, "00080033"),
    timing: timingOf(instance, frames),
    regions: regionsOf(instance),
    overlays: overlaysOf(instance, frame),
  };
}

/** The images of an instance; none when it has no pixels. */
export function imagesOf(instance: DicomJson): Image[] {
  const pixels = pixelForm(instance);
  if (pixels === undefined) {
    return [];
  }
  return Array.from({ length: framesOf(instance) }, (_, at) => imageOf(instance, at + 1, pixels));
}
