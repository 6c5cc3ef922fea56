/** What is wrong in the form, by field: found here, or told by the gateway. */
import { wordsOf } from "../../../api/complaints";
import { codesOf, MOST, type RulesForm } from "./document";

/** Names a field, such as `holdMinutes` or `limits 2 minutes`; lines are counted from 0. */
export type Place = string;

/** What is wrong there, as a key of our messages and what belongs into it; or the gateway's own words. */
export type Fault = { key: string; value?: number } | { words: string };

export function placeOf(list: "limits" | "centres", line: number, field: string): Place {
  return `${list} ${String(line)} ${field}`;
}

const CODE = /^[A-Z0-9 _]{1,16}$/i;

function isNumber(text: string, most: number): boolean {
  return /^\d{1,7}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
}

function isUnconditional(limit: RulesForm["limits"][number]): boolean {
  return (
    limit.urgencies.length === 0 &&
    limit.visits.length === 0 &&
    limit.modalities.trim() === "" &&
    limit.bodyParts.trim() === ""
  );
}

function ofLimits(form: RulesForm, faults: Map<Place, Fault>): void {
  for (const [line, limit] of form.limits.entries()) {
    const add = (field: string, fault: Fault): void => {
      faults.set(placeOf("limits", line, field), fault);
    };
    if (limit.name.trim() === "") {
      add("name", { key: "missing" });
    }
    if (!isNumber(limit.minutes, MOST.minutes)) {
      add("minutes", { key: "range", value: MOST.minutes });
    }
    for (const field of ["modalities", "bodyParts"] as const) {
      if (codesOf(limit[field]).some((one) => !CODE.test(one))) {
        add(field, { key: "codes" });
      }
    }
  }
  const last = form.limits.at(-1);
  if (last === undefined) {
    faults.set("limits", { key: "noLimits" });
  } else if (!isUnconditional(last)) {
    faults.set("limits", { key: "lastLimit" });
  }
}

export function faultsOf(form: RulesForm): Map<Place, Fault> {
  const faults = new Map<Place, Fault>();
  ofLimits(form, faults);
  for (const [line, one] of form.centres.entries()) {
    if (one.centre.trim() === "") {
      faults.set(placeOf("centres", line, "centre"), { key: "missing" });
    }
    if (codesOf(one.modalities).some((code) => !CODE.test(code))) {
      faults.set(placeOf("centres", line, "modalities"), { key: "codes" });
    }
  }
  for (const field of ["holdMinutes", "quietSeconds"] as const) {
    if (!isNumber(form[field], MOST[field])) {
      faults.set(field, { key: "range", value: MOST[field] });
    }
  }
  return faults;
}

/** What the gateway complains of, such as `limits[1]: minutes must be minutes from 1 to 527040; signing must be one of [..]`. */
export function toldFaults(detail: string): Map<Place, Fault> {
  const faults = new Map<Place, Fault>();
  for (const complaint of detail.split("; ")) {
    const line = /^(limits|centres)\[(\d+)\]: (\w+) /.exec(complaint);
    const range = / must be (?:minutes|seconds) from 1 to (\d+)$/.exec(complaint);
    const known = wordsOf(complaint)?.key;
    const fault: Fault =
      range !== null
        ? { key: "range", value: Number(range[1]) }
        : known === "missing"
          ? { key: "missing" }
          : { words: complaint };
    const [, list, number, field] = line ?? [];
    const place =
      list === undefined || field === undefined
        ? (/^(\w+) /.exec(complaint)?.[1] ?? "")
        : placeOf(list as "limits" | "centres", Number(number) - 1, field);
    faults.set(place, fault);
  }
  return faults;
}
