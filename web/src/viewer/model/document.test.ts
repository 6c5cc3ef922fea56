import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { documentKind, documentOf, fileName, isPdf, type StudyDocument } from "./document";

function of(sopClass: string, more: DicomJson = {}): DicomJson {
  return { "00080016": { vr: "UI", Value: [`1.2.840.10008.5.1.4.1.1.${sopClass}`] }, ...more };
}

function pdf(title: string): StudyDocument | undefined {
  const day = { vr: "DA", Value: ["20261129"] };
  return documentOf(of("104.1", { "00420010": { vr: "ST", Value: [title] }, "00080023": day }));
}

describe("what is no image", () => {
  test.each([
    ["88.11", "report"],
    ["88.22", "report"],
    ["88.33", "report"],
    ["88.59", "selection"],
    ["104.1", "pdf"],
    ["104.2", "file"],
    ["11.1", "state"],
    ["481.3", "other"],
  ])("%s is known as %s", (sopClass, kind) => {
    expect(documentKind(of(sopClass))).toBe(kind);
  });

  test("is a page only where there is something to read", () => {
    expect(documentOf(of("11.1", { "00700080": { Value: ["MARKS"] } }))?.title).toBe("MARKS");
    expect(documentOf(of("481.3"))).toBeUndefined();
    expect(pdf("心电图报告")).toMatchObject({ kind: "pdf", title: "心电图报告", date: "20261129" });
  });

  test("is kept under its title, without what file systems do not take", () => {
    const [plain, odd, unnamed] = ["心电图报告", "a/b\\c:d\n", ""].map(pdf);
    expect(plain && fileName(plain, "文档")).toBe("心电图报告 20261129.pdf");
    expect(odd && fileName(odd, "文档")).toBe("a_b_c_d 20261129.pdf");
    expect(unnamed && fileName(unnamed, "文档")).toBe("文档 20261129.pdf");
  });

  test("is taken for a PDF only when it begins like one", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(isPdf(bytes("%PDF-1.4\n"))).toBe(true);
    expect(isPdf(bytes("\n\n%PDF-1.7"))).toBe(true);
    expect(isPdf(bytes("<html><script>"))).toBe(false);
    expect(isPdf(bytes(`${" ".repeat(2000)}%PDF-`))).toBe(false);
  });
});
