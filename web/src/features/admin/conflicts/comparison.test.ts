import { expect, test } from "vitest";
import type { InstanceVersion, ParkedInstance } from "../../../api/conflicts";
import { comparison } from "./comparison";

const PATIENT = {
  issuer: "TS1",
  patientId: "1",
  name: "Li^Hua=李^华",
  birthDate: "19800102",
  sex: "F",
};
const VERSION: InstanceVersion = {
  number: 1,
  patient: PATIENT,
  studyInstanceUid: "1.2",
  seriesInstanceUid: "1.2.3",
  sopClassUid: "1.2.840.10008.5.1.4.1.1.2",
  sopInstanceUid: "1.2.3.4",
  transferSyntaxUid: "1.2.840.10008.1.2.1",
  rows: 512,
  columns: 256,
};

function parked(other: Partial<ParkedInstance>): ParkedInstance {
  return {
    id: "1",
    unit: "TS1",
    state: "PARKED",
    reason: "PATIENT_DIFFERS",
    emergency: false,
    parkedAt: "2026-03-01T01:00:00Z",
    findings: [],
    parked: VERSION,
    inForce: null,
    studyPatient: PATIENT,
    ...other,
  };
}

test("what differs comes first", () => {
  const inForce = { ...VERSION, patient: { ...PATIENT, birthDate: "19800103" } };

  const lines = comparison(parked({ inForce }));

  expect(lines[0]).toEqual({
    key: "birthDate",
    parked: "1980-01-02",
    inForce: "1980-01-03",
    differs: true,
  });
  expect(lines.filter((line) => line.differs)).toHaveLength(1);
  expect(lines.find((line) => line.key === "size")?.parked).toBe("256 × 512");
  expect(lines.find((line) => line.key === "name")?.parked).toBe("李华 (Li Hua)");
});

test("without a version in force the study's patient is held against it, and nothing is made up", () => {
  const lines = comparison(parked({ studyPatient: { ...PATIENT, patientId: "2" } }));

  expect(lines.find((line) => line.key === "patientId")).toMatchObject({
    parked: "1",
    inForce: "2",
  });
  expect(lines.some((line) => line.key === "studyDate")).toBe(false);
});
