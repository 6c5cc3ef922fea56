/** A roster as its form has it: moments as China's clock shows them, no text missing. */
import { DUTIES, TECHNICAL, type Duty, type Roster, type Shift } from "../../../api/rosters";
import { dateTime } from "../../../lib/dates";

export interface PersonForm {
  account: string;
  phone: string;
  mail: string;
}

export interface ShiftForm {
  /** Such as `2026-03-01T08:00`; empty when there is no limit. */
  from: string;
  to: string;
  persons: PersonForm[];
}

export type ShiftFault = "order" | "nobody" | "account" | "phone" | "mail";

function shown(moment: string | null | undefined): string {
  return dateTime(moment).replace(" ", "T");
}

function instant(text: string): string | null {
  return text === "" ? null : new Date(`${text}:00+08:00`).toISOString();
}

export function nobody(): PersonForm {
  return { account: "", phone: "", mail: "" };
}

export function formOf(shifts: readonly Shift[]): ShiftForm[] {
  return shifts.map((shift) => ({
    from: shown(shift.from),
    to: shown(shift.to),
    persons: shift.persons.map((one) => ({ ...nobody(), ...one })),
  }));
}

export function shiftsOf(form: readonly ShiftForm[]): Shift[] {
  return form.map((shift) => ({
    from: instant(shift.from),
    to: instant(shift.to),
    persons: shift.persons.map((one) => ({
      account: one.account.trim(),
      phone: one.phone.trim(),
      mail: one.mail.trim(),
    })),
  }));
}

/** The first thing that is wrong with a shift. */
export function shiftFault(shift: ShiftForm): ShiftFault | undefined {
  if (shift.from !== "" && shift.to !== "" && shift.from >= shift.to) {
    return "order";
  }
  if (shift.persons.length === 0) {
    return "nobody";
  }
  for (const { account, phone, mail } of shift.persons) {
    if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(account.trim())) {
      return "account";
    }
    if (phone.trim() !== "" && !/^\+?[0-9-]{3,20}$/.test(phone.trim())) {
      return "phone";
    }
    if (mail.trim() !== "" && !/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(mail.trim())) {
      return "mail";
    }
  }
  return undefined;
}

/** Goes on where the last shift ends, for as long, with the same persons; the first has no limits. */
export function nextShift(form: readonly ShiftForm[]): ShiftForm {
  const last = form.at(-1);
  if (last === undefined) {
    return { from: "", to: "", persons: [nobody()] };
  }
  const persons = last.persons.map((one) => ({ ...one }));
  const from = instant(last.from);
  const to = instant(last.to);
  if (from === null || to === null) {
    return { from: last.to, to: "", persons };
  }
  const length = Date.parse(to) - Date.parse(from);
  return { from: last.to, to: shown(new Date(Date.parse(to) + length).toISOString()), persons };
}

/** Moves one to another place. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const other = from + by;
  const copy = [...list];
  const [a, b] = [copy[from], copy[other]];
  if (a !== undefined && b !== undefined) {
    copy[from] = b;
    copy[other] = a;
  }
  return copy;
}

/** Who edits: what rights, and in which unit. */
export interface Editor {
  unit: string;
  own: boolean;
  technical: boolean;
}

export function mayEdit(editor: Editor, unit: string, duty: Duty): boolean {
  return TECHNICAL.includes(duty) ? editor.technical : editor.own && unit === editor.unit;
}

/** Those there are, and empty ones that this editor could fill in, by unit and duty. */
export function withMissing(
  rosters: readonly Roster[],
  units: readonly string[],
  editor: Editor,
): Roster[] {
  const there = new Set(rosters.map((one) => `${one.unit} ${one.duty}`));
  const missing = units.flatMap((unit) =>
    DUTIES.filter((duty) => mayEdit(editor, unit, duty) && !there.has(`${unit} ${duty}`)).map(
      (duty): Roster => ({
        unit,
        duty,
        version: 0,
        author: "",
        madeAt: "",
        shifts: [],
        onDuty: [],
      }),
    ),
  );
  return [...rosters, ...missing].sort(
    (a, b) => a.unit.localeCompare(b.unit) || DUTIES.indexOf(a.duty) - DUTIES.indexOf(b.duty),
  );
}
