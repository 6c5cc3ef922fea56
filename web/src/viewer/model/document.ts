/** What lies in a study beside its images: reports, selections of images, enclosed files, and ways of showing images. */
import { items, number, personName, text, type DicomJson } from "../../lib/dicom/json";
import { patientName } from "../../lib/names";

/** `file` stands for what is enclosed and no PDF, `other` for what this viewer shows nothing of. */
export type DocumentKind = "report" | "selection" | "pdf" | "file" | "state" | "other";

/** An instance that is read instead of looked at. */
export interface StudyDocument {
  instance: string;
  kind: DocumentKind;
  title: string;
  date: string;
  time: string;
  /** The data set. */
  data: DicomJson;
}

const REPORTS = "1.2.840.10008.5.1.4.1.1.88.";
const SELECTION = `${REPORTS}59`;
const FILES = "1.2.840.10008.5.1.4.1.1.104.";
const PDF = `${FILES}1`;
const STATES = "1.2.840.10008.5.1.4.1.1.11.";
/** Attributes that PDF files are enclosed with. */
const ENCLOSED = "00420011";
const LENGTH = "00420015";

/** What can be read as a page of its own. */
const READABLE: readonly DocumentKind[] = ["report", "selection", "pdf", "file", "state"];

export function documentKind(instance: DicomJson): DocumentKind {
  const sopClass = text(instance, "00080016");
  if (sopClass === SELECTION || sopClass === PDF) {
    return sopClass === PDF ? "pdf" : "selection";
  }
  if (sopClass.startsWith(STATES)) {
    return "state";
  }
  return sopClass.startsWith(REPORTS) ? "report" : sopClass.startsWith(FILES) ? "file" : "other";
}

/** As whoever made it called it; empty where nobody did. */
function titleOf(instance: DicomJson): string {
  const [name] = items(instance, "0040A043");
  return (
    text(instance, "00420010") ||
    (name === undefined ? "" : text(name, "00080104")) ||
    text(instance, "00700080") ||
    text(instance, "0008103E")
  );
}

/** The document that an instance is; undefined for what no page can be made of. */
export function documentOf(instance: DicomJson): StudyDocument | undefined {
  const kind = documentKind(instance);
  return READABLE.includes(kind)
    ? {
        instance: text(instance, "00080018"),
        kind,
        title: titleOf(instance),
        date: text(instance, "00080023") || text(instance, "00080020"),
        time: text(instance, "00080033"),
        data: instance,
      }
    : undefined;
}

/** Where an enclosed file is, and of how many bytes it says to be. */
export function enclosed({ data }: StudyDocument): { tag: string; length: number | undefined } {
  return { tag: ENCLOSED, length: number(data, LENGTH) };
}

/** A person of a data set as people read the name. */
export function personOf(item: DicomJson, tag: string): string {
  return patientName(personName(item, tag));
}

/** What a file is called when it is kept: the title without what file systems do not take. */
export function fileName({ title, date, kind }: StudyDocument, usual: string): string {
  const name = [title || usual, date].filter((one) => one !== "").join(" ");
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "_");
  return kind === "pdf" ? `${safe}.pdf` : safe;
}

/** Whether bytes are what a PDF begins with, within the first of them as readers of PDF take it. */
export function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
}
