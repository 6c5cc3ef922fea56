/** Orders: what is to be examined, which study came of which, and what hospital information systems say of patients after the fact. */
import { get, post, put } from "./http";
import type { LoadContext } from "./use-load";

const ORDERS = "/api/v1/orders";
const MATCHES = "/api/v1/order-matches";
const UPDATES = "/api/v1/patient-updates";

export type OrderState = "ORDERED" | "IN_PROGRESS" | "PERFORMED" | "DISCONTINUED" | "CANCELLED";
export type Visit = "OUTPATIENT" | "INPATIENT" | "EMERGENCY";

export interface NamedPatient {
  issuer: string;
  patientId: string;
  /** As DICOM writes it. */
  name: string;
  /** As DICOM writes it. */
  birthDate: string;
  sex: string;
}

export interface OrderContent {
  patient: NamedPatient & {
    visit: Visit;
    identifiers: { kind: string; issuer: string; number: string }[];
  };
  examination: {
    modality: string;
    itemCode: string;
    itemName: string;
    bodyPart: string;
    laterality: string;
  };
  urgency: string;
  clinicalInfo: string;
  diagnosis: string;
  /** The number is the doctor's in the hospital information system. */
  requester: { doctor: string; doctorNumber: string; department: string; phone: string };
  /** By the clock on the wall; null when nobody has fixed it. */
  schedule: { station: string; at: string | null };
}

export interface Order extends OrderContent {
  id: string;
  unit: string;
  source: "HL7" | "REST" | "TYPED";
  state: OrderState;
  version: number;
  /** Study Instance UIDs of what came of it. */
  studies: string[];
  placedAt: string;
  changedAt: string;
  accessionNumber: string;
  placerNumber: string;
}

export interface OrderSearch {
  states: OrderState[];
  name: string;
  number: string;
}

/** The newest first; as many as a page shows. */
export async function findOrders(asked: OrderSearch, context: LoadContext): Promise<Order[]> {
  const body = { ...asked, limit: MOST };
  return (await post<{ items: Order[] }>(`${ORDERS}/search`, body, context)).items;
}

/** Orders on one page. */
export const MOST = 100;

export function placeOrder(content: OrderContent): Promise<Order> {
  return post<Order>(ORDERS, content);
}

export function changeOrder(order: Order, content: OrderContent): Promise<Order> {
  return put<Order>(`${ORDERS}/${encodeURIComponent(order.id)}`, content, {
    ifMatch: `"${String(order.version)}"`,
  });
}

export function cancelOrder(id: string, reason: string): Promise<Order> {
  return post<Order>(`${ORDERS}/${encodeURIComponent(id)}/cancel`, { reason });
}

/** A study of which only a person can tell by which order it came. */
export interface OrderMatch {
  study: string;
  unit: string;
  accessionNumber: string;
  modalities: string[];
  arrivedAt: string;
  reason: string;
  patient: NamedPatient;
  candidates: Order[];
}

export async function orderMatches(context: LoadContext): Promise<OrderMatch[]> {
  return (await get<{ items: OrderMatch[] }>(MATCHES, context)).items;
}

/** @param order that the study came of; undefined when nobody ordered it */
export function decideMatch(
  study: string,
  order: string | undefined,
  reason: string,
): Promise<void> {
  return post(`${MATCHES}/${encodeURIComponent(study)}/decide`, { order: order ?? null, reason });
}

export function undoMatch(study: string, reason: string): Promise<void> {
  return post(`${MATCHES}/${encodeURIComponent(study)}/undo`, { reason });
}

export interface PatientUpdate {
  id: string;
  kind: "CHANGE" | "MERGE";
  known: NamedPatient;
  says: NamedPatient;
  /** Code of the program that says it. */
  source: string;
  at: string;
}

export async function patientUpdates(context: LoadContext): Promise<PatientUpdate[]> {
  return (await get<{ items: PatientUpdate[] }>(UPDATES, context)).items;
}

export function decideUpdate(
  id: string,
  decision: "accept" | "reject",
  reason: string,
): Promise<void> {
  return post(`${UPDATES}/${encodeURIComponent(id)}/${decision}`, { reason });
}
