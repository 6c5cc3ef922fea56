import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, test } from "vitest";
import { language } from "../lib/preferences";
import type { Notice } from "./live/messages";
import { shownNotice, useNotices } from "./notices";

beforeEach(() => {
  setActivePinia(createPinia());
});

afterEach(() => {
  language.set("zh-CN");
});

function notice(id: string, more: Partial<Notice> = {}): Notice {
  return {
    type: "notice",
    id,
    kind: "space-low",
    unit: "CH1",
    urgency: "ROUTINE",
    raisedAt: "2026-03-01T01:00:00Z",
    words: {
      zh: { title: "存储空间不足", text: "请清理" },
      en: { title: "Low", text: "Clean up" },
    },
    ...more,
  };
}

test("a notice is read in the person's language, and leads to the page for its kind", () => {
  expect(shownNotice(notice("1"))).toEqual({
    id: "1",
    title: "存储空间不足",
    text: "请清理",
    urgent: false,
    link: "/admin/system",
    at: "2026-03-01T01:00:00Z",
  });
  language.set("en");
  expect(shownNotice(notice("1", { urgency: "URGENT" }))).toMatchObject({
    title: "Low",
    urgent: true,
  });
  expect(shownNotice(notice("1", { kind: "of-a-newer-gateway" })).link).toBeUndefined();
});

test("nobody is told twice, and the list is bounded", () => {
  const notices = useNotices();
  expect(notices.add(shownNotice(notice("1")))).toBe(true);
  expect(notices.add(shownNotice(notice("1")))).toBe(false);
  for (let i = 2; i < 100; i++) {
    notices.add(shownNotice(notice(String(i))));
  }
  expect(notices.waiting).toHaveLength(50);
  expect(notices.waiting[0]?.id).toBe("99");
});
