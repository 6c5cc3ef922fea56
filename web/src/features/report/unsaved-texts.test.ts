import { beforeEach, expect, test } from "vitest";
import { NO_TEXT } from "../../api/reports";
import { unsavedText } from "./unsaved-texts";

const MEMORY = { text: { ...NO_TEXT, findings: "右肺" }, etag: '"3"' };

beforeEach(() => {
  localStorage.clear();
});

test("a text is there for its writer until it is kept", () => {
  const mine = unsavedText("a", "r1");
  expect(mine.get()).toBeUndefined();
  mine.set(MEMORY);
  expect(unsavedText("a", "r1").get()).toEqual(MEMORY);
  expect(unsavedText("b", "r1").get()).toBeUndefined();
  expect(unsavedText("a", "r2").get()).toBeUndefined();
  mine.set(undefined);
  expect(localStorage.length).toBe(0);
});

test("what is no text is none, and storage that refuses harms nothing", () => {
  localStorage.setItem("lianzhen.unsaved-report.a.r1", "{");
  expect(unsavedText("a", "r1").get()).toBeUndefined();
  const refusing = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("full");
    },
  } as unknown as Storage;
  unsavedText("a", "r1", refusing).set(MEMORY);
  expect(unsavedText("a", "r1", refusing).get()).toBeUndefined();
});
