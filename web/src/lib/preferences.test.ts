import { beforeEach, expect, test, vi } from "vitest";
import { Preference } from "./preferences";

const SIZES = ["14", "16"] as const;

beforeEach(() => {
  localStorage.clear();
});

test("a choice is remembered", () => {
  new Preference("size", SIZES, "14").set("16");
  expect(new Preference("size", SIZES, "14").value).toBe("16");
});

test("what is no choice any more is not taken", () => {
  localStorage.setItem("size", "99");
  expect(new Preference("size", SIZES, "14").value).toBe("14");
});

test("where nothing may be kept, a choice lasts as long as the page", () => {
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full");
  });
  const size = new Preference("size", SIZES, "14");
  size.set("16");
  expect(size.value).toBe("16");
  full.mockRestore();
});
