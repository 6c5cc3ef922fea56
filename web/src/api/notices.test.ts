import { createPinia, setActivePinia } from "pinia";
import { beforeEach, expect, test } from "vitest";
import { shownNotice, useNotices } from "./notices";

beforeEach(() => {
  setActivePinia(createPinia());
});

test("a notice leads to a page of ours and to nothing else", () => {
  expect(shownNotice({ type: "notice", id: "1", title: "t", link: "/deliveries" }).link).toBe(
    "/deliveries",
  );
  expect(shownNotice({ type: "notice", id: "1", link: "//evil.example" }).link).toBeUndefined();
  expect(shownNotice({ type: "notice", id: "1", link: "javascript:1" }).link).toBeUndefined();
  expect(shownNotice({ type: "notice", id: "1" })).toMatchObject({
    title: "",
    text: "",
    urgent: false,
  });
});

test("nobody is told twice, and the list is bounded", () => {
  const notices = useNotices();
  expect(notices.add(shownNotice({ type: "notice", id: "1" }))).toBe(true);
  expect(notices.add(shownNotice({ type: "notice", id: "1" }))).toBe(false);
  for (let i = 2; i < 100; i++) {
    notices.add(shownNotice({ type: "notice", id: String(i) }));
  }
  expect(notices.waiting).toHaveLength(50);
  expect(notices.waiting[0]?.id).toBe("99");
});
