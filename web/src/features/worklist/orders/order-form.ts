/** What stands in the form of an order, and what it becomes. */
import type { Order, OrderContent, Visit } from "../../../api/orders";

/** Texts as people type them; days as the browser writes them. */
export interface OrderForm {
  patientId: string;
  name: string;
  sex: string;
  birthDay: string;
  idCard: string;
  visit: string;
  modality: string;
  itemName: string;
  bodyPart: string;
  laterality: string;
  urgency: string;
  clinicalInfo: string;
  diagnosis: string;
  doctor: string;
  department: string;
  phone: string;
  station: string;
  at: string;
}

export const EMPTY: OrderForm = {
  patientId: "",
  name: "",
  sex: "",
  birthDay: "",
  idCard: "",
  visit: "OUTPATIENT",
  modality: "DX",
  itemName: "",
  bodyPart: "",
  laterality: "",
  urgency: "ROUTINE",
  clinicalInfo: "",
  diagnosis: "",
  doctor: "",
  department: "",
  phone: "",
  station: "",
  at: "",
};

export const MODALITIES = ["DX", "CR", "CT", "MR", "MG", "US", "ES", "ECG"] as const;
export const SEXES = ["", "M", "F", "O"] as const;
export const VISITS = ["OUTPATIENT", "EMERGENCY", "INPATIENT"] as const;
export const URGENCIES = ["ROUTINE", "URGENT", "EMERGENCY"] as const;
export const SIDES = ["", "L", "R", "B"] as const;

/** What nobody can be examined without. */
export const NEEDED = ["patientId", "name", "itemName"] as const;

export function missing(form: OrderForm): (typeof NEEDED)[number][] {
  return NEEDED.filter((one) => form[one].trim() === "");
}

/** A day as DICOM writes it, as the browser does. */
function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
}

/** The card's number says it better than anybody types it; undefined when it is none. */
export function birthOf(idCard: string): string | undefined {
  const day = /^\d{6}(\d{8})\d{3}[\dXx]$/.exec(idCard.trim())?.[1];
  return day === undefined ? undefined : dashed(day);
}

/** The last digit but one is odd for men; undefined when it is no number of a card. */
export function sexOf(idCard: string): "M" | "F" | undefined {
  const digit = /^\d{16}(\d)[\dXx]$/.exec(idCard.trim())?.[1];
  return digit === undefined ? undefined : Number(digit) % 2 === 1 ? "M" : "F";
}

/** What is known of a day of birth that the form cannot show: its year, or its month too. */
function partOf(order: Order | undefined): string {
  const birth = order?.patient.birthDate ?? "";
  return birth.length < 8 ? birth : "";
}

/** @param before what the form does not show is kept of it */
export function contentOf(form: OrderForm, before?: Order): OrderContent {
  const kept = before?.patient.identifiers.filter((one) => one.kind !== "ID_CARD") ?? [];
  const card = form.idCard.trim();
  return {
    patient: {
      issuer: before?.patient.issuer ?? "",
      patientId: form.patientId.trim(),
      name: form.name.trim(),
      birthDate: form.birthDay === "" ? partOf(before) : form.birthDay.replaceAll("-", ""),
      sex: form.sex,
      visit: form.visit as Visit,
      identifiers: card === "" ? kept : [...kept, { kind: "ID_CARD", issuer: "", number: card }],
    },
    examination: {
      modality: form.modality,
      itemCode:
        before?.examination.itemName === form.itemName.trim() ? before.examination.itemCode : "",
      itemName: form.itemName.trim(),
      bodyPart: form.bodyPart.trim(),
      laterality: form.laterality,
    },
    urgency: form.urgency,
    clinicalInfo: form.clinicalInfo.trim(),
    diagnosis: form.diagnosis.trim(),
    requester: {
      doctor: form.doctor.trim(),
      doctorNumber:
        before?.requester.doctor === form.doctor.trim() ? before.requester.doctorNumber : "",
      department: form.department.trim(),
      phone: form.phone.trim(),
    },
    schedule: { station: form.station.trim(), at: form.at === "" ? null : form.at },
  };
}

export function formOf(order: Order): OrderForm {
  const birth = order.patient.birthDate;
  return {
    patientId: order.patient.patientId,
    name: order.patient.name,
    sex: order.patient.sex,
    birthDay: birth.length < 8 ? "" : dashed(birth),
    idCard: order.patient.identifiers.find((one) => one.kind === "ID_CARD")?.number ?? "",
    visit: order.patient.visit,
    modality: order.examination.modality,
    itemName: order.examination.itemName,
    bodyPart: order.examination.bodyPart,
    laterality: order.examination.laterality,
    urgency: order.urgency,
    clinicalInfo: order.clinicalInfo,
    diagnosis: order.diagnosis,
    doctor: order.requester.doctor,
    department: order.requester.department,
    phone: order.requester.phone,
    station: order.schedule.station,
    at: order.schedule.at ?? "",
  };
}
