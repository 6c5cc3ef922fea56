/** What was asked of a study that is to be read. */
import { get } from "./http";
import type { Urgency } from "./readings";
import type { LoadContext } from "./use-load";

export interface ReadingOrder {
  id: string;
  accessionNumber: string;
  /** Nothing is signed while it is for somebody else. */
  samePatient: boolean;
  /** As DICOM writes it. */
  patientName: string;
  patientId: string;
  birthDate: string;
  sex: string;
  visit: "OUTPATIENT" | "INPATIENT" | "EMERGENCY";
  urgency: Urgency;
  modality: string;
  itemName: string;
  bodyPart: string;
  laterality: string;
  clinicalInfo: string;
  diagnosis: string;
  doctor: string;
  department: string;
  phone: string;
}

/** Hardly ever more than one; none when nobody has ordered it. */
export async function readingOrders(id: string, context: LoadContext): Promise<ReadingOrder[]> {
  const path = `/api/v1/readings/${encodeURIComponent(id)}/orders`;
  return (await get<{ orders: ReadingOrder[] }>(path, context)).orders;
}
