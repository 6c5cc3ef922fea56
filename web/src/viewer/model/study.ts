/** A study as the viewer has it, made of what the gateway says of its instances. */
import { number, personName, text, type DicomJson } from "../../lib/dicom/json";
import { patientName } from "../../lib/names";
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
  /** Instances that are no images, such as reports. */
  others: number;
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

function seriesOf(uid: string, instances: readonly DicomJson[]): Series {
  const first = instances[0] ?? {};
  const images = instances.map(imagesOf);
  return {
    uid,
    number: number(first, "00200011"),
    modality: text(first, "00080060"),
    description: text(first, "0008103E"),
    bodyPart: text(first, "00180015"),
    images: sorted(images.flat()),
    others: images.filter((one) => one.length === 0).length,
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

/** Which series and image are meant by an address; what is not there gives the first that can be shown. */
export function placeIn(
  study: Study,
  series: string | undefined,
  instance: string | undefined,
): { series: Series; index: number } | undefined {
  const shown = study.series.filter((one) => one.images.length > 0);
  const holder = shown.find((one) => one.images.some((image) => image.at.instance === instance));
  const chosen = shown.find((one) => one.uid === series) ?? holder ?? shown[0];
  if (chosen === undefined) {
    return undefined;
  }
  const index = chosen.images.findIndex((image) => image.at.instance === instance);
  return { series: chosen, index: Math.max(0, index) };
}
