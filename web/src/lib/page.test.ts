import { expect, test } from "vitest";
import { isAllowed } from "./page";

test("a page that needs nothing is everybody's, another is for those who may do one of its operations", () => {
  expect(isAllowed({}, [])).toBe(true);
  expect(isAllowed({ needs: ["EDIT_NODES", "VIEW_MEMBERS"] }, ["VIEW_MEMBERS"])).toBe(true);
  expect(isAllowed({ needs: ["EDIT_NODES"] }, ["VIEW_MEMBERS"])).toBe(false);
  expect(isAllowed({ needs: [] }, ["VIEW_MEMBERS"])).toBe(false);
});
