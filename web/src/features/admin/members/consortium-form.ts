/** A consortium as its form has it: nothing is missing, and what is not said is an empty text or list. */
import type { Consortium, Members, Mode, Unit } from "../../../api/members";

export interface ConsortiumForm {
  code: string;
  name: string;
  mode: Mode;
  leadUnits: string[];
}

export type ConsortiumFault = "code" | "codeTaken" | "name";

export function formOf(consortium: Consortium | undefined): ConsortiumForm {
  return {
    code: consortium?.code ?? "",
    name: consortium?.name ?? "",
    mode: consortium?.mode ?? "COUNTY_RURAL_INTEGRATION",
    leadUnits: [...(consortium?.leadUnits ?? [])],
  };
}

/** @param taken codes that a new consortium cannot have */
export function faultsOf(form: ConsortiumForm, taken: readonly string[]): Set<ConsortiumFault> {
  const faults = new Set<ConsortiumFault>();
  const code = form.code.trim();
  if (!/^[A-Z0-9_-]{1,32}$/.test(code)) {
    faults.add("code");
  } else if (taken.includes(code)) {
    faults.add("codeTaken");
  }
  if (form.name.trim() === "") {
    faults.add("name");
  }
  return faults;
}

/** What the gateway gets. */
export function consortiumOf(form: ConsortiumForm): Consortium {
  return {
    code: form.code.trim(),
    name: form.name.trim(),
    mode: form.mode,
    ...(form.leadUnits.length === 0 ? {} : { leadUnits: [...form.leadUnits] }),
  };
}

/** Who may be chosen to lead: those who do, and hospitals and health centres that are in no other consortium. */
export function candidates(form: ConsortiumForm, units: readonly Unit[]): Unit[] {
  const free = (one: Unit) => one.consortium === undefined || one.consortium === form.code.trim();
  return units.filter(
    (one) => form.leadUnits.includes(one.code) || (one.kind !== "VILLAGE_CLINIC" && free(one)),
  );
}

/** Units that name a consortium, which therefore cannot go. */
export function memberCount(members: Pick<Members, "units">, code: string): number {
  return members.units.filter((one) => one.consortium === code).length;
}
