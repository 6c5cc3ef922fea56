import { expect, test } from "vitest";
import { patientName } from "./names";

test("the ideographic name comes first", () => {
  expect(patientName("ZHANG^SAN=张^三")).toBe("张三 (ZHANG SAN)");
  expect(patientName("=欧阳^娜娜")).toBe("欧阳娜娜");
});

test("a name in one form is shown in that form", () => {
  expect(patientName("ZHANG^SAN")).toBe("ZHANG SAN");
  expect(patientName("张^三")).toBe("张三");
  expect(patientName("张三=张三")).toBe("张三");
});

test("rare ideographs outside the basic plane belong to the name", () => {
  expect(patientName("=𠮷^田")).toBe("𠮷田");
});

test("prefix and suffix stand where people expect them", () => {
  expect(patientName("Adams^John^Robert^Dr.^PhD")).toBe("Dr. Adams John Robert PhD");
});

test("no name is nothing", () => {
  expect(patientName("")).toBe("");
  expect(patientName("^^^")).toBe("");
  expect(patientName(undefined)).toBe("");
});
