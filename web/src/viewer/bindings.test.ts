import { describe, expect, test } from "vitest";
import { buttonsOf, changedKeys, keysOf, rebound, twice } from "./bindings";
import { USUAL_BUTTONS } from "./buttons";
import { USUAL_KEYS } from "./commands";

function stroke(key: string, ctrlKey = false) {
  return { key, ctrlKey, shiftKey: false, metaKey: false, altKey: false };
}

describe("keys", () => {
  test("are given anew, and what differs is kept", () => {
    const outcome = rebound(USUAL_KEYS, "length", stroke("J"));
    expect(outcome).toMatchObject({ keys: { length: ["j"], window: ["w"] } });
    const keys = "keys" in outcome ? outcome.keys : USUAL_KEYS;
    expect(changedKeys(keys)).toEqual({ length: "j" });
    expect(keysOf(changedKeys(keys))).toEqual(keys);
    expect(rebound(keys, "length", stroke("l"))).toEqual({ keys: USUAL_KEYS });
  });

  test("that another command has, or the browser, are refused", () => {
    expect(rebound(USUAL_KEYS, "length", stroke("w"))).toEqual({ refusal: { heldBy: "window" } });
    for (const key of ["3", "F5", "Tab", "Shift", "Dead"]) {
      expect(rebound(USUAL_KEYS, "length", stroke(key))).toEqual({ refusal: { taken: true } });
    }
    expect(rebound(USUAL_KEYS, "length", stroke("j", true))).toEqual({ refusal: { taken: true } });
  });

  test("that contradict themselves, or are of commands that are gone, are as usual", () => {
    expect(keysOf({ length: "w" })).toEqual(USUAL_KEYS);
    expect(keysOf({ length: "w", window: "l" })).toMatchObject({ length: ["w"], window: ["l"] });
    expect(keysOf({ gone: "j", length: "5" })).toEqual(USUAL_KEYS);
  });
});

test("buttons each have a tool of their own", () => {
  expect(buttonsOf({ middle: "scroll", wheel: "zoom" })).toEqual({
    ...USUAL_BUTTONS,
    middle: "scroll",
    wheel: "zoom",
  });
  expect(buttonsOf({ middle: "zoom" })).toEqual(USUAL_BUTTONS);
  expect(buttonsOf({ middle: "length" })).toEqual(USUAL_BUTTONS);
  expect(twice({ ...USUAL_BUTTONS, right: "pan" })).toBe("pan");
});
