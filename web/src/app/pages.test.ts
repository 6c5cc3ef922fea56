import { expect, test } from "vitest";
import { pages } from "./pages";

test("every page has an address and a name of its own", () => {
  for (const field of ["path", "name"] as const) {
    const all = pages.map((page) => page[field]);
    expect(new Set(all).size, field).toBe(all.length);
  }
});

test("the home page is found without being named anywhere", () => {
  expect(pages.map((page) => page.path)).toContain("/");
  expect(pages.map((page) => page.path)).toContain("/admin/system");
});

test("what only some may do says so", () => {
  for (const page of pages.filter((one) => one.path.startsWith("/admin/"))) {
    expect(page.needs, page.path).not.toBeUndefined();
  }
});
