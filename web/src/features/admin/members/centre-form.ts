/** A shared centre as its form has it. */
import type { Service, SharedCentre } from "../../../api/members";

export interface CentreForm {
  code: string;
  name: string;
  service: Service | "";
  owner: string;
}

export type CentreFault = "code" | "codeTaken" | "name" | "service" | "owner";

export function formOf(centre: SharedCentre | undefined): CentreForm {
  return {
    code: centre?.code ?? "",
    name: centre?.name ?? "",
    service: centre?.service ?? "",
    owner: centre?.owner ?? "",
  };
}

/** @param taken codes that a new centre cannot have */
export function faultsOf(form: CentreForm, taken: readonly string[]): Set<CentreFault> {
  const faults = new Set<CentreFault>();
  const code = form.code.trim();
  if (!/^[A-Z0-9_-]{1,32}$/.test(code)) {
    faults.add("code");
  } else if (taken.includes(code)) {
    faults.add("codeTaken");
  }
  if (form.name.trim() === "") {
    faults.add("name");
  }
  if (form.service === "") {
    faults.add("service");
  }
  if (form.owner === "") {
    faults.add("owner");
  }
  return faults;
}

/** What the gateway gets. */
export function centreOf(form: CentreForm): SharedCentre {
  return {
    code: form.code.trim(),
    name: form.name.trim(),
    service: form.service || "IMAGING",
    owner: form.owner,
  };
}
