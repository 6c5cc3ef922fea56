import { expect, test } from "vitest";
import { NO_TEXT } from "../../api/reports";
import type { ReportTemplate, TemplateContent } from "../../api/templates";
import { filling, fitOf, offered, phraseOf } from "./template-choice";

function content(change: Partial<TemplateContent> = {}): TemplateContent {
  return {
    kind: "TEMPLATE",
    name: "胸部 CT 平扫（正常）",
    modalities: ["CT"],
    bodyParts: ["CHEST"],
    positive: false,
    item: "胸部 CT 平扫",
    technique: "平扫",
    findings: "双肺清晰。",
    impression: "未见异常。",
    recommendations: "",
    ...change,
  };
}

function template(id: string, change: Partial<TemplateContent> = {}, own = false): ReportTemplate {
  return {
    ...{ id, own, version: 1, author: "", madeAt: "", removed: false, initials: "xbctpszc" },
    content: content(change),
  };
}

const CHEST_CT = { modalities: ["CT"], bodyParts: ["CHEST"], item: "胸部CT平扫" };
const ids = (query: string): string[] =>
  offered(
    [
      template("head", { name: "头颅", item: "头颅 CT", bodyParts: ["HEAD"] }),
      template("any", { name: "通用", item: "", modalities: [], bodyParts: [] }),
      template("chest"),
      template("mine", {}, true),
      template("mr", { modalities: ["MR"] }),
    ],
    CHEST_CT,
    query,
  ).map(({ template: { id } }) => id);

test("what fits the study comes first, and the own before the centre's", () => {
  expect(ids("")).toEqual(["mine", "chest", "any", "head", "mr"]);
  expect(fitOf(content({ bodyParts: ["HEAD"] }), CHEST_CT)).toBe(-1);
  expect(fitOf(content(), { ...CHEST_CT, bodyParts: [] })).toBe(3);
});

test("templates are found by words and by initials", () => {
  expect(ids("通用")).toEqual(["any"]);
  expect(ids("头颅CT")).toEqual(["head"]);
  expect(ids("XBCT")).toHaveLength(5);
  expect(ids("zzz")).toEqual([]);
});

test("what somebody has written stays", () => {
  const text = { ...NO_TEXT, item: "胸部平扫", findings: "右肺结节" };
  const { change, filled, kept } = filling(text, content(), "胸部平扫");
  expect(change).toEqual({
    item: "胸部 CT 平扫",
    technique: "平扫",
    impression: "未见异常。",
    positive: false,
  });
  expect(filled).toEqual(["item", "technique", "impression"]);
  expect(kept).toEqual(["findings"]);
  expect(filling({ ...text, positive: true }, content(), "").change.positive).toBeUndefined();
});

test("a phrase is for its one field", () => {
  const phrase = { item: "", technique: "", findings: "", impression: "请结合临床。" };
  expect(phraseOf(content(phrase))).toEqual({ field: "impression", words: "请结合临床。" });
});
