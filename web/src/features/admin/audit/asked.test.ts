import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import chinese from "./zh-CN.json";
import { ACTIONS, asked } from "./asked";

const FORM = { fromDay: "", toDay: "", actor: "", action: "", outcome: "", object: "" };

test("days are whole days of China, the last one included", () => {
  const query = asked({ ...FORM, fromDay: "2026-03-01", toDay: "2026-03-01", actor: " admin " });
  expect(query.from).toBe("2026-02-28T16:00:00.000Z");
  expect(query.to).toBe("2026-03-01T16:00:00.000Z");
  expect(query.actor).toBe("admin");
});

test("what is empty or no day is no limit", () => {
  expect(asked(FORM)).toEqual({
    from: "",
    to: "",
    actor: "",
    action: "",
    outcome: "",
    object: "",
  });
  expect(asked({ ...FORM, fromDay: "2026-99-01" }).from).toBe("");
});

test("every action of the gateway can be chosen and is said in words", () => {
  const source = readFileSync(
    "../gateway/src/main/java/org/lianzhen/gateway/audit/AuditAction.java",
    "utf8",
  ).replace(/\/\*[\s\S]*?\*\//g, "");
  const names = source.slice(source.indexOf("{")).match(/[A-Z][A-Z_]+/g) ?? [];
  expect([...ACTIONS].sort()).toEqual(names.sort());
  const words: Record<string, string> = chinese.audit;
  expect(ACTIONS.filter((one) => words[`action-${one}`] === undefined)).toEqual([]);
});
