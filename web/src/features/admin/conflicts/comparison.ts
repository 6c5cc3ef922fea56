/** What two versions of an image, and the study that it belongs to, say side by side. */
import type { InstanceVersion, ParkedInstance } from "../../../api/conflicts";
import { dateTime, dicomDate } from "../../../lib/dates";
import { patientName } from "../../../lib/names";

export interface Line {
  /** Names the words of the line. */
  key: string;
  parked: string;
  inForce: string;
  differs: boolean;
}

function size(version: InstanceVersion): string {
  return version.rows != null && version.columns != null
    ? `${String(version.columns)} × ${String(version.rows)}`
    : "";
}

/** The version in force, or for a study's patient alone what the study says. */
function other(one: ParkedInstance): Partial<InstanceVersion> {
  return one.inForce ?? { patient: one.studyPatient };
}

/** Lines that say something on either side, those that differ first. */
export function comparison(one: ParkedInstance): Line[] {
  const parked = one.parked;
  const there = other(one);
  const patient = there.patient;
  const lines: [string, string, string][] = [
    ["name", patientName(parked.patient.name), patientName(patient?.name)],
    ["patientId", parked.patient.patientId, patient?.patientId ?? ""],
    ["birthDate", dicomDate(parked.patient.birthDate), dicomDate(patient?.birthDate)],
    ["sex", parked.patient.sex, patient?.sex ?? ""],
    ["studyDate", dicomDate(parked.studyDate), dicomDate(there.studyDate)],
    ["study", parked.studyDescription ?? "", there.studyDescription ?? ""],
    ["series", parked.seriesDescription ?? "", there.seriesDescription ?? ""],
    ["modality", parked.modality ?? "", there.modality ?? ""],
    ["size", size(parked), one.inForce === null ? "" : size(one.inForce)],
    ["transferSyntax", parked.transferSyntaxUid, there.transferSyntaxUid ?? ""],
    ["source", parked.source ?? "", there.source ?? ""],
    ["receivedAt", dateTime(parked.receivedAt), dateTime(there.receivedAt)],
  ];
  const told = lines
    .filter(([, left, right]) => left !== "" || right !== "")
    .map(([key, left, right]) => ({ key, parked: left, inForce: right, differs: left !== right }));
  return [...told.filter((line) => line.differs), ...told.filter((line) => !line.differs)];
}
