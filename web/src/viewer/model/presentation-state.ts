/** What a presentation state (PS3.3 A.33) asks of images: how they are to be shown, and what is noted on them. */
import { items, number, text, type DicomJson } from "../../lib/dicom/json";
import { referenceIn, type Reference } from "./content-tree";
import { displayedAreaOf, type DisplayedArea } from "./displayed-area";
import { personOf } from "./document";
import { annotationOf, layersOf, type Annotation, type Layer } from "./graphics";

/** A part of a state: of some of its images, or of all where none is named. */
export interface Part<T> {
  images: readonly Reference[];
  is: T;
}

export interface PresentationState {
  creator: string;
  institution: string;
  date: string;
  time: string;
  label: string;
  description: string;
  references: readonly Reference[];
  /** Items that have windows or tables of interest. */
  interest: readonly Part<DicomJson>[];
  /** Degrees, to the right. */
  rotation: number;
  /** After that. */
  flipped: boolean;
  /** Whether high values are dark; undefined where nothing is said. */
  inverse: boolean | undefined;
  areas: readonly Part<DisplayedArea | undefined>[];
  annotations: readonly Part<Annotation>[];
  layers: readonly Layer[];
  /** The data set, for what depends on the image. */
  data: DicomJson;
}

/** Whether references mean a frame of an image. */
export function isMeant(
  references: readonly Reference[],
  { instance, frame }: { instance: string; frame: number },
): boolean {
  return references.some(
    (one) => one.instance === instance && (one.frames.length === 0 || one.frames.includes(frame)),
  );
}

/** What is said of a frame, first what is said of it alone. */
export function partsFor<T>(
  parts: readonly Part<T>[],
  at: { instance: string; frame: number },
): T[] {
  const own = parts.filter(({ images }) => isMeant(images, at));
  const shared = parts.filter(({ images }) => images.length === 0);
  return [...own, ...shared].map(({ is }) => is);
}

function partsIn<T>(data: DicomJson, sequence: string, of: (item: DicomJson) => T): Part<T>[] {
  return items(data, sequence).map((item) => ({
    images: items(item, "00081140").map(referenceIn),
    is: of(item),
  }));
}

export function presentationStateOf(data: DicomJson): PresentationState {
  const shape = text(data, "20500020");
  return {
    creator: personOf(data, "00700084"),
    institution: text(data, "00080080"),
    date: text(data, "00700082"),
    time: text(data, "00700083"),
    label: text(data, "00700080"),
    description: text(data, "00700081"),
    references: items(data, "00081115")
      .flatMap((one) => items(one, "00081140"))
      .map(referenceIn),
    interest: partsIn(data, "00283110", (item) => item),
    rotation: number(data, "00700042") ?? 0,
    flipped: text(data, "00700041") === "Y",
    inverse: shape === "" ? undefined : shape === "INVERSE",
    areas: partsIn(data, "0070005A", displayedAreaOf),
    annotations: partsIn(data, "00700001", annotationOf),
    layers: layersOf(data),
    data,
  };
}
