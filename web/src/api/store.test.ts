import { expect, test } from "vitest";
import { resultOf } from "./store";

const item = (more: Record<string, unknown>) => ({
  "00081155": { vr: "UI", Value: ["1.2"] },
  ...more,
});

test("an answer without warnings or failures means stored", () => {
  expect(resultOf({ "00081199": { Value: [item({})] } })).toEqual({
    outcome: "stored",
    reason: 0,
    why: "",
  });
});

test("what was here before is told from what is new", () => {
  const answer = { "00081199": { Value: [item({ "00091003": { vr: "CS", Value: ["YES"] } })] } };
  expect(resultOf(answer)?.outcome).toBe("present");
});

test("a warning means that it waits for a decision", () => {
  const answer = { "00081199": { Value: [item({ "00081196": { vr: "US", Value: [0xb102] } })] } };
  expect(resultOf(answer)).toEqual({ outcome: "parked", reason: 0xb102, why: "" });
});

test.each(["00081198", "0008119A"])(
  "a failure in %s has its reason and the gateway's words",
  (tag) => {
    const answer = {
      [tag]: {
        Value: [{ "00081197": { Value: [0xc122] }, "00091002": { Value: ["not supported"] } }],
      },
    };
    expect(resultOf(answer)).toEqual({ outcome: "refused", reason: 0xc122, why: "not supported" });
  },
);

test("an answer that tells nothing is no result", () => {
  expect(resultOf({ "00081190": {} })).toBeUndefined();
});
