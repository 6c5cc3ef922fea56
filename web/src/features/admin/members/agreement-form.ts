/** An agreement as its form has it: nothing is missing, and what is not said is an empty text. */
import { SERVICES, type Agreement, type Service } from "../../../api/members";
import { servicesOf } from "./facts";

export interface AgreementForm {
  id: string;
  owner: string;
  reader: string;
  services: Service[];
  from: string;
  to: string;
}

export type AgreementFault =
  "id" | "idTaken" | "owner" | "reader" | "itself" | "services" | "order";

/** Nothing is permitted by a new one that nobody has ticked. */
export function emptyForm(owner: string): AgreementForm {
  return { id: "", owner, reader: "", services: [], from: "", to: "" };
}

export function formOf(agreement: Agreement): AgreementForm {
  return {
    id: agreement.id,
    owner: agreement.owner,
    reader: agreement.reader,
    services: [...servicesOf(agreement)],
    from: agreement.from ?? "",
    to: agreement.to ?? "",
  };
}

/** @param taken numbers that a new agreement cannot have */
export function faultsOf(form: AgreementForm, taken: readonly string[]): Set<AgreementFault> {
  const faults = new Set<AgreementFault>();
  const id = form.id.trim();
  if (id !== "" && !/^[A-Za-z0-9._-]{1,80}$/.test(id)) {
    faults.add("id");
  } else if (taken.includes(id)) {
    faults.add("idTaken");
  }
  if (form.owner === "") {
    faults.add("owner");
  }
  if (form.reader === "") {
    faults.add("reader");
  } else if (form.reader === form.owner) {
    faults.add("itself");
  }
  if (form.services.length === 0) {
    faults.add("services");
  }
  if (form.from !== "" && form.to !== "" && form.to < form.from) {
    faults.add("order");
  }
  return faults;
}

/** The first number made of the parties that is free. */
function numberOf(form: AgreementForm, taken: readonly string[]): string {
  const base = `${form.owner}-${form.reader}`;
  let id = base;
  for (let number = 2; taken.includes(id); number++) {
    id = `${base}-${String(number)}`;
  }
  return id;
}

/** What the gateway gets; one without a number gets one. */
export function agreementOf(form: AgreementForm, taken: readonly string[]): Agreement {
  const id = form.id.trim();
  return {
    id: id === "" ? numberOf(form, taken) : id,
    owner: form.owner,
    reader: form.reader,
    ...(form.services.length === SERVICES.length
      ? {}
      : { services: SERVICES.filter((one) => form.services.includes(one)) }),
    ...(form.from === "" ? {} : { from: form.from }),
    ...(form.to === "" ? {} : { to: form.to }),
  };
}

/** Others between the same parties in the same direction. */
export function alike(form: AgreementForm, all: readonly Agreement[]): Agreement[] {
  return all.filter(
    (one) => one.owner === form.owner && one.reader === form.reader && one.id !== form.id,
  );
}
