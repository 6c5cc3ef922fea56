import { expect, test } from "vitest";
import type { Roster, Shift } from "../../../api/rosters";
import {
  formOf,
  mayEdit,
  moved,
  nextShift,
  nobody,
  shiftFault,
  shiftsOf,
  withMissing,
} from "./roster-form";

const DAY: Shift = {
  from: "2026-03-01T00:00:00.000Z",
  to: "2026-03-01T09:30:00.000Z",
  persons: [{ account: "ch1-radiologist", phone: "13800000000", mail: "" }],
};
const PERSON = { account: "ch1-senior", phone: "", mail: "" };

test("moments are those of China's clock, and come back as they were", () => {
  expect(formOf([DAY])[0]?.from).toBe("2026-03-01T08:00");
  expect(shiftsOf(formOf([DAY]))).toEqual([DAY]);
  expect(shiftsOf(formOf([{ persons: [] }]))).toEqual([{ from: null, to: null, persons: [] }]);
});

test("what is wrong with a shift is told", () => {
  const shift = { from: "", to: "", persons: [PERSON] };
  expect(shiftFault(shift)).toBeUndefined();
  expect(shiftFault({ ...shift, from: "2026-03-02T08:00", to: "2026-03-02T08:00" })).toBe("order");
  expect(shiftFault({ ...shift, persons: [] })).toBe("nobody");
  expect(shiftFault({ ...shift, persons: [nobody()] })).toBe("account");
  expect(shiftFault({ ...shift, persons: [{ ...PERSON, phone: "call me" }] })).toBe("phone");
  expect(shiftFault({ ...shift, persons: [{ ...PERSON, mail: "a@b@c" }] })).toBe("mail");
});

test("the next shift begins where the last ends and is as long", () => {
  const next = nextShift(formOf([DAY]));
  expect([next.from, next.to]).toEqual(["2026-03-01T17:30", "2026-03-02T03:00"]);
  expect(next.persons[0]?.account).toBe("ch1-radiologist");
  expect(nextShift([]).persons).toHaveLength(1);
});

test("persons change places, and stay at the ends", () => {
  expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

test("a unit keeps its own rosters, administrators the technical ones of all", () => {
  const director = { unit: "CH1", own: true, technical: false };
  expect(mayEdit(director, "CH1", "IMAGING")).toBe(true);
  expect(mayEdit(director, "CH2", "IMAGING")).toBe(false);
  expect(mayEdit(director, "CH1", "SYSTEM")).toBe(false);
  expect(mayEdit({ unit: "CH1", own: false, technical: true }, "TS1", "SECURITY")).toBe(true);
});

test("what could be filled in is listed besides what there is", () => {
  const there: Roster = {
    unit: "TS1",
    duty: "SYSTEM",
    version: 3,
    author: "sysadmin",
    madeAt: "2026-03-01T00:00:00Z",
    shifts: [],
    onDuty: [],
  };
  const admin = { unit: "CH1", own: false, technical: true };
  expect(
    withMissing([there], ["TS1"], admin).map((one) => `${one.duty} ${String(one.version)}`),
  ).toEqual(["SYSTEM 3", "SECURITY 0"]);
});
