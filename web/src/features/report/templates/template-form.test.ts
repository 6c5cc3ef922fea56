import { expect, test } from "vitest";
import { codesOf, contentOf, faultsOf, formOf } from "./template-form";

const FORM = {
  ...formOf(),
  name: " 胸部 ",
  modalities: "ct，mr",
  findings: "双肺清晰。",
  result: "negative" as const,
};

test("codes are written with any comma", () => {
  expect(codesOf("ct， mr;chest ,")).toEqual(["CT", "MR", "CHEST"]);
});

test("what is wrong is told by its field", () => {
  expect(faultsOf(FORM)).toEqual([]);
  expect(faultsOf({ ...FORM, name: " ", bodyParts: "胸部", findings: "" })).toEqual([
    "name",
    "bodyParts",
    "words",
  ]);
});

test("a phrase has one text and nothing else", () => {
  const phrase = { ...FORM, kind: "PHRASE" as const, item: "胸部" };
  expect(faultsOf(phrase)).toEqual([]);
  expect(faultsOf({ ...phrase, impression: "正常" })).toEqual(["words"]);
  expect(contentOf(phrase)).toMatchObject({ item: "", positive: null, findings: "双肺清晰。" });
});

test("a form is the template again", () => {
  const content = contentOf(FORM);
  expect(content).toMatchObject({ name: "胸部", modalities: ["CT", "MR"], positive: false });
  expect(contentOf(formOf(content))).toEqual(content);
});
