import { expect, test } from "vitest";
import type { DicomNode } from "../../../api/nodes";
import { faultsOf, formOf, listens, nodeOf } from "./node-form";

const NODE: DicomNode = {
  aeTitle: "TS1PACS",
  unit: "TS1",
  host: "10.1.2.3",
  port: 104,
  tls: true,
  addresses: ["10.1.0.0/16"],
  licences: ["STORE"],
  assumedCharset: "GB18030",
  transferSyntaxes: ["1.2.840.10008.1.2.1"],
};

test("a form that nobody has touched gives the same node", () => {
  expect(nodeOf(formOf(NODE), NODE)).toEqual(NODE);
  const bare: DicomNode = { aeTitle: "CT1", unit: "TS1" };
  expect(nodeOf(formOf(bare), bare)).toEqual(bare);
});

test("lists are read line by line", () => {
  const form = { ...formOf(NODE), addresses: " 10.1.2.3 \n\n10.1.2.4" };
  expect(nodeOf(form, NODE).addresses).toEqual(["10.1.2.3", "10.1.2.4"]);
});

test.each([
  [{ aeTitle: "" }, "aeTitle"],
  [{ aeTitle: "SEVENTEENLETTERSX" }, "aeTitle"],
  [{ aeTitle: "A\\B" }, "aeTitle"],
  [{ aeTitle: "中文" }, "aeTitle"],
  [{ aeTitle: "CH1PACS" }, "aeTitleTaken"],
  [{ unit: "" }, "unit"],
  [{ port: "70000" }, "port"],
  [{ port: "x" }, "port"],
  [{ port: "" }, "portWithoutHost"],
  [{ licences: [] }, "licences"],
])("%o is refused", (change, fault) => {
  expect([...faultsOf({ ...formOf(NODE), ...change }, ["CH1PACS"])]).toEqual([fault]);
});

test("a node without port only calls", () => {
  expect(faultsOf(formOf(NODE), [])).toEqual(new Set());
  expect(listens(NODE)).toBe(true);
  expect(listens({ aeTitle: "CT1", unit: "TS1", host: "10.1.2.3" })).toBe(false);
});
