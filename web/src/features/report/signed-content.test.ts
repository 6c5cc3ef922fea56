import { expect, test } from "vitest";
import type { SignedReport } from "../../api/reports";
import {
  contentOf,
  counting,
  measurersOf,
  predecessorOf,
  signersOf,
  successorOf,
} from "./signed-content";

function report(number: number, kind: SignedReport["kind"], content: object): SignedReport {
  return {
    ...{
      number,
      issue: kind === "PROPOSAL" ? null : number,
      kind,
      content: JSON.stringify(content),
      signer: "account",
      intact: true,
    },
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

const AMENDMENT = report(4, "AMENDMENT", {
  amends: 2,
  reason: "左右写反",
  text: { findings: "y" },
});
const WITHDRAWAL = report(5, "WITHDRAWAL", { withdraws: 4, reason: "他人的图像" });

test("an amendment takes the place of the final report, and a withdrawal leaves none", () => {
  const proposal = report(3, "PROPOSAL", { amends: 2 });
  expect(counting([FIRST, FINAL, proposal])).toBe(FINAL);
  expect(counting([FIRST, FINAL, proposal, AMENDMENT])).toBe(AMENDMENT);
  const gone = [FIRST, FINAL, proposal, AMENDMENT, WITHDRAWAL];
  expect(counting(gone)).toBe(WITHDRAWAL);
  const anew = report(6, "PRELIMINARY", {});
  expect(counting([...gone, anew])).toBe(anew);
  const last = report(7, "FINAL", {});
  expect(counting([...gone, anew, last])).toBe(last);
});

test("a version tells which one it changed, and which one ended it", () => {
  const all = [FIRST, FINAL, AMENDMENT, WITHDRAWAL];
  expect(all.map((one) => successorOf(one, all)?.kind)).toEqual([
    "FINAL",
    "AMENDMENT",
    "WITHDRAWAL",
    undefined,
  ]);
  expect(all.map((one) => predecessorOf(one, all)?.number)).toEqual([undefined, undefined, 2, 4]);
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

test("measurements are counted by whoever made them", () => {
  const content = contentOf(
    report(2, "FINAL", {
      measurements: [
        { by: "a", byName: "甲" },
        { by: "b", byName: "乙" },
        { by: "a", byName: "甲" },
      ],
    }),
  );
  expect(content && measurersOf(content)).toEqual([
    { name: "甲", count: 2 },
    { name: "乙", count: 1 },
  ]);
  const none = contentOf(FIRST);
  expect(none && measurersOf(none)).toEqual([]);
});
