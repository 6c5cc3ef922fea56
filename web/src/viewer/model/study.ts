/** A study as the viewer has it, made of what the gateway says of its instances. */
import { number, personName, text, type DicomJson } from "../../lib/dicom/json";
import { patientName } from "../../lib/names";
import { documentKind, documentOf, type DocumentKind, type StudyDocument } from "./document";
import { imagesOf, type Image } from "./image";
import { sorted } from "./sorting";

export interface Series {
  uid: string;
  number: number | undefined;
  modality: string;
  description: string;
  bodyPart: string;
  /** In the order in which they are looked through. */
  images: readonly Image[];
  /** What is read, in the order of the numbers; of series without images only. */
  documents: readonly StudyDocument[];
  /** Instances that are no images, such as reports. */
  others: number;
  /** Of those that are no images, the first one's. */
  kind: DocumentKind;
}

export interface Patient {
  name: string;
  id: string;
  /** As DICOM writes it: M, F, O or nothing. */
  sex: string;
  birthDate: string;
}

export interface Study {
  uid: string;
  patient: Patient;
  date: string;
  time: string;
  description: string;
  institution: string;
  accession: string;
  series: readonly Series[];
}

const SERIES_UID = "0020000E";

function byInstance(a: DicomJson, b: DicomJson): number {
  return (number(a, "00200013") ?? 0) - (number(b, "00200013") ?? 0);
}

function seriesOf(uid: string, instances: readonly DicomJson[]): Series {
  const first = instances[0] ?? {};
  const images = instances.map(imagesOf);
  const others = instances.filter((_, at) => images[at]?.length === 0);
  const documents = others.length === instances.length ? others.toSorted(byInstance) : [];
  return {
    uid,
    number: number(first, "00200011"),
    modality: text(first, "00080060"),
    description: text(first, "0008103E"),
    bodyPart: text(first, "00180015"),
    images: sorted(images.flat()),
    documents: documents.flatMap((one) => documentOf(one) ?? []),
    others: others.length,
    kind: documentKind(others[0] ?? {}),
  };
}

/** Those without a number last. */
function byNumber(a: Series, b: Series): number {
  return (a.number ?? Infinity) - (b.number ?? Infinity) || a.uid.localeCompare(b.uid);
}

function grouped(instances: readonly DicomJson[]): Map<string, DicomJson[]> {
  const all = new Map<string, DicomJson[]>();
  for (const one of instances) {
    const uid = text(one, SERIES_UID);
    const there = all.get(uid);
    if (there === undefined) {
      all.set(uid, [one]);
    } else {
      there.push(one);
    }
  }
  return all;
}

/** The study that these instances make. */
export function studyOf(uid: string, instances: readonly DicomJson[]): Study {
  const first = instances[0] ?? {};
  const series = [...grouped(instances)].map(([name, all]) => seriesOf(name, all));
  return {
    uid,
    patient: {
      name: patientName(personName(first, "00100010")),
      id: text(first, "00100020"),
      sex: text(first, "00100040"),
      birthDate: text(first, "00100030"),
    },
    date: text(first, "00080020"),
    time: text(first, "00080030"),
    description: text(first, "00081030"),
    institution: text(first, "00080080"),
    accession: text(first, "00080050"),
    series: series.toSorted(byNumber),
  };
}

/** Whether there is something of a series to be seen or read. */
export function isShown({ images, documents }: Series): boolean {
  return images.length > 0 || documents.length > 0;
}

/** Which of a series is meant by a place in it. */
export function indexIn({ images, documents }: Series, instance: string | undefined): number {
  const image = images.findIndex(({ at }) => at.instance === instance);
  return image >= 0 ? image : documents.findIndex((one) => one.instance === instance);
}

/** Which series and image are meant by an address; what is not there gives the first that can be shown. */
export function placeIn(
  study: Study,
  series: string | undefined,
  instance: string | undefined,
): { series: Series; index: number } | undefined {
  const shown = study.series.filter(isShown);
  const holder = shown.find((one) => indexIn(one, instance) >= 0);
  const usual = shown.find((one) => one.images.length > 0) ?? shown[0];
  const chosen = shown.find((one) => one.uid === series) ?? holder ?? usual;
  return chosen && { series: chosen, index: Math.max(0, indexIn(chosen, instance)) };
}
