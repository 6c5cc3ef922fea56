import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

test("every page is opened by browser tests in both languages and at both sizes", () => {
  const tests = readdirSync("e2e/pages").map((file) =>
    readFileSync(join("e2e/pages", file), "utf8"),
  );
  const opened = tests.flatMap((text) =>
    [...text.matchAll(/everyPage\(\s*"([^"]+)",\s*"([^"]*)"/g)].map(([, name, path]) =>
      path === "" ? name : path,
    ),
  );
  const missing = pages.filter((one) => !opened.includes(one.path) && !opened.includes(one.name));
  expect(missing.map((one) => one.path)).toEqual([]);
});
