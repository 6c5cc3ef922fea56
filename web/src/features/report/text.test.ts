import { expect, test } from "vitest";
import { NO_TEXT } from "../../api/reports";
import { asked, missingOf, withMarks } from "./text";

const image = (instance: string) => ({ series: "1.2", instance, frame: 1 });
const [A, B, C] = [image("1"), image("2"), image("3")];

test("five things must be there, and blanks are nothing", () => {
  expect(missingOf(NO_TEXT)).toEqual(["item", "technique", "findings", "impression", "positive"]);
  const all = { ...NO_TEXT, item: "CT", technique: "plain", findings: " ", impression: "normal" };
  expect(missingOf({ ...all, positive: false })).toEqual(["findings"]);
});

test("marks come and go, and what another reader chose stays", () => {
  expect(withMarks([A], [], [B])).toEqual([A, B]);
  expect(withMarks([A, B], [B], [C])).toEqual([A, C]);
  expect(withMarks([A], [], [A])).toEqual([A]);
  const same = [A, B];
  expect(withMarks(same, [B], [B])).toBe(same);
});

test("what was asked is there until somebody has written", () => {
  const order = {
    ...{ id: "1", accessionNumber: "", samePatient: true, patientName: "", patientId: "" },
    ...{ birthDate: "", sex: "", visit: "OUTPATIENT" as const, urgency: "ROUTINE" as const },
    ...{ modality: "CT", itemName: "胸部 CT 平扫", bodyPart: "CHEST", laterality: "" },
    ...{ clinicalInfo: "咳嗽", diagnosis: "肺炎?", doctor: "", department: "", phone: "" },
  };
  expect(asked({ ...NO_TEXT, item: "胸部平扫" }, order, "胸部平扫")).toEqual({
    item: "胸部 CT 平扫",
    clinicalInfo: "咳嗽；肺炎?",
  });
  expect(asked({ ...NO_TEXT, item: "我写的", clinicalInfo: "发热" }, order, "胸部平扫")).toEqual(
    {},
  );
  expect(asked({ ...NO_TEXT, findings: "双肺清晰" }, order, "")).toEqual({});
  expect(asked(NO_TEXT, { ...order, samePatient: false }, "")).toEqual({});
});
