/** A unit as its form has it: nothing is missing, and what is not said is an empty text. */
import type { Kind, Level, Unit } from "../../../api/members";

export interface UnitForm {
  code: string;
  name: string;
  kind: Kind | "";
  /** Empty for that of its kind. */
  level: Level | "";
  /** Six digits, or empty. */
  region: string;
  consortium: string;
  joined: string;
  left: string;
  status: "ACTIVE" | "SUSPENDED";
}

export type UnitFault = "code" | "codeTaken" | "name" | "kind" | "region" | "order";

export function formOf(unit: Unit | undefined): UnitForm {
  return {
    code: unit?.code ?? "",
    name: unit?.name ?? "",
    kind: unit?.kind ?? "",
    level: unit?.level ?? "",
    region: unit?.region ?? "",
    consortium: unit?.consortium ?? "",
    joined: unit?.joined ?? "",
    left: unit?.left ?? "",
    status: unit?.status ?? "ACTIVE",
  };
}

/** @param taken codes that a new unit cannot have */
export function faultsOf(form: UnitForm, taken: readonly string[]): Set<UnitFault> {
  const faults = new Set<UnitFault>();
  const code = form.code.trim();
  if (!/^[A-Z0-9_-]{1,32}$/.test(code)) {
    faults.add("code");
  } else if (taken.includes(code)) {
    faults.add("codeTaken");
  }
  if (form.name.trim() === "") {
    faults.add("name");
  }
  if (form.kind === "") {
    faults.add("kind");
  }
  if (!/^([1-9][0-9]{5})?$/.test(form.region.trim())) {
    faults.add("region");
  }
  if (isMember(form) && form.joined !== "" && form.left !== "" && form.left < form.joined) {
    faults.add("order");
  }
  return faults;
}

export function isMember(form: UnitForm): boolean {
  return form.consortium !== "";
}

/** What the gateway gets; days of joining and leaving only go with a consortium. */
export function unitOf(form: UnitForm): Unit {
  return {
    code: form.code.trim(),
    name: form.name.trim(),
    kind: form.kind || "OTHER",
    ...(form.level === "" ? {} : { level: form.level }),
    ...(form.region.trim() === "" ? {} : { region: form.region.trim() }),
    ...(isMember(form)
      ? {
          consortium: form.consortium,
          ...(form.joined === "" ? {} : { joined: form.joined }),
          ...(form.left === "" ? {} : { left: form.left }),
        }
      : {}),
    ...(form.status === "ACTIVE" ? {} : { status: form.status }),
  };
}
