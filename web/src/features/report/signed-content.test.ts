import { expect, test } from "vitest";
import type { SignedReport } from "../../api/reports";
import { contentOf, counting, signersOf } from "./signed-content";

function report(number: number, kind: SignedReport["kind"], content: object): SignedReport {
  return {
    ...{ number, kind, content: JSON.stringify(content), signer: "account", intact: true },
    signedAt: "2026-11-30T01:00:00Z",
    signature: { algorithm: "ECDSA", publicKey: "", value: "" },
  };
}

const FIRST = report(1, "PRELIMINARY", { signerName: "甲", text: { findings: "x" } });
const FINAL = report(2, "FINAL", { signerName: "乙", writer: "a" });

test("the final report counts, whoever signed it", () => {
  expect(counting([FIRST])).toBe(FIRST);
  expect(counting([FIRST, FINAL, report(3, "PRELIMINARY", {})])).toBe(FINAL);
  expect(counting([])).toBeUndefined();
});

test("writer and approver are told by name", () => {
  expect(signersOf(FIRST, [FIRST, FINAL])).toEqual({ writer: "甲", approver: "" });
  expect(signersOf(FINAL, [FIRST, FINAL])).toEqual({ writer: "甲", approver: "乙" });
  expect(signersOf(FINAL, [FINAL])).toEqual({ writer: "a", approver: "乙" });
});

test("what is missing is empty, and what cannot be read is nothing", () => {
  expect(contentOf(FIRST)?.text).toMatchObject({ findings: "x", item: "", positive: null });
  expect(contentOf({ content: "{" })).toBeUndefined();
});
