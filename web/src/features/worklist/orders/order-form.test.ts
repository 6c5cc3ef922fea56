import { expect, test } from "vitest";
import type { Order } from "../../../api/orders";
import { birthOf, contentOf, EMPTY, formOf, missing, sexOf } from "./order-form";

test("what nobody can be examined without is missed", () => {
  expect(missing(EMPTY)).toEqual(["patientId", "name", "itemName"]);
  expect(missing({ ...EMPTY, patientId: "P1", name: " ", itemName: "胸部正位" })).toEqual(["name"]);
});

test("an identity card tells birth and sex", () => {
  expect(birthOf("11010519491231002X")).toBe("1949-12-31");
  expect(sexOf("11010519491231002X")).toBe("F");
  expect(sexOf("440524188001010014")).toBe("M");
  expect(birthOf("1234")).toBeUndefined();
  expect(sexOf("")).toBeUndefined();
});

test("what is typed becomes an order", () => {
  const content = contentOf({
    ...EMPTY,
    patientId: " P1 ",
    name: "王小东",
    birthDay: "1970-01-31",
    idCard: "11010519491231002X",
    itemName: "胸部正位",
  });
  expect(content.patient).toMatchObject({ patientId: "P1", birthDate: "19700131" });
  expect(content.patient.identifiers).toEqual([
    { kind: "ID_CARD", issuer: "", number: "11010519491231002X" },
  ]);
  expect(content.schedule).toEqual({ station: "", at: null });
});

test("a change keeps what the form does not show", () => {
  const order = {
    ...contentOf({
      ...EMPTY,
      patientId: "P1",
      name: "王^小东",
      itemName: "胸部正位",
      birthDay: "1970-01-31",
    }),
  } as Order;
  order.patient.issuer = "TS1";
  order.patient.identifiers = [{ kind: "PHONE", issuer: "", number: "1" }];
  order.examination.itemCode = "DX1";
  order.requester = { doctor: "李明", doctorNumber: "D1", department: "", phone: "" };
  expect(contentOf(formOf(order), order)).toEqual({ ...order });
  expect(contentOf({ ...formOf(order), itemName: "腹部" }, order).examination.itemCode).toBe("");
  const otherDoctor = contentOf({ ...formOf(order), doctor: "王芳" }, order);
  expect(otherDoctor.requester.doctorNumber).toBe("");
  order.patient.birthDate = "197001";
  expect(formOf(order).birthDay).toBe("");
  expect(contentOf(formOf(order), order).patient.birthDate).toBe("197001");
  const known = contentOf({ ...formOf(order), birthDay: "1970-01-31" }, order);
  expect(known.patient.birthDate).toBe("19700131");
});
