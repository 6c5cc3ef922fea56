import { expect, test } from "vitest";
import type { SharedCentre } from "../../../api/members";
import { centreOf, faultsOf, formOf } from "./centre-form";

const ONE: SharedCentre = { code: "CH1-ECG", name: "ECG", service: "ECG", owner: "CH1" };

test("a form that nobody has touched gives the same centre", () => {
  expect(centreOf(formOf(ONE))).toEqual(ONE);
});

test("nothing is chosen in an empty form, and it is refused for each", () => {
  expect([...faultsOf(formOf(undefined), [])]).toEqual(["code", "name", "service", "owner"]);
});

test.each([
  [{ code: "ch1" }, "code"],
  [{ code: " CH2-ECG " }, "codeTaken"],
  [{ name: " " }, "name"],
  [{ service: "" as const }, "service"],
  [{ owner: "" }, "owner"],
])("%o is refused", (change, fault) => {
  expect([...faultsOf({ ...formOf(ONE), ...change }, ["CH2-ECG"])]).toEqual([fault]);
});
