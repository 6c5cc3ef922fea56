import { expect, test } from "vitest";
import { wordsOf } from "./fault-words";

test.each([
  [
    "routes[1]: units names no unit: TS9",
    { key: "noUnit", place: "routes[1]: units", value: "TS9" },
  ],
  ["colours is not known here", { key: "unknown", place: "colours", value: "" }],
  [
    "routes[2]: state must be one of [PROPOSED, ACTIVE]",
    { key: "oneOf", place: "routes[2]: state", value: "PROPOSED, ACTIVE" },
  ],
])("%s", (complaint, words) => {
  expect(wordsOf(complaint)).toEqual(words);
});

test("what is new keeps its own words", () => {
  expect(wordsOf("something else")).toBeUndefined();
});
