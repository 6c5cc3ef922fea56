import { expect, test } from "vitest";
import type { MemberChange } from "../../../api/members";
import { fieldsInWords, inWords, type Say } from "./change-words";

const SAID: Record<string, string> = {
  nothing: "none",
  yes: "yes",
  no: "no",
  and: " + ",
  semicolon: "; ",
  "kind-CHANGED": "changed",
  "kind-ADDED": "added",
  "kind-REMOVED": "removed",
  "section-units": "unit",
  "field-name": "Name",
  "field-services": "For",
  "field-owner": "Whose",
  "field-centres-owner": "Run by",
  "value-LAB": "laboratory",
  "value-ECG": "ECGs",
};
const say: Say = (key) => SAID[key];

function change(kind: MemberChange["kind"], fields: MemberChange["fields"]): MemberChange {
  return { section: "units", identifier: "TS1", kind, fields };
}

test("a change says what a field was and is, in words", () => {
  const fields = [
    { field: "name", before: "LAB", after: null },
    { field: "services", before: ["LAB"], after: ["LAB", "ECG", "NEW"] },
    { field: "tls", before: null, after: true },
  ];
  expect(inWords(change("CHANGED", fields), say)).toBe(
    "changed unit TS1 (Name: LAB → none; For: laboratory → laboratory + ECGs + NEW; tls: none → yes)",
  );
});

test("what came or went says what it is or was, and its identifier once", () => {
  const added = [
    { field: "code", before: null, after: "TS1" },
    { field: "name", before: null, after: "A" },
  ];
  expect(inWords(change("ADDED", added), say)).toBe("added unit TS1 (Name: A)");
  const removed = [{ field: "name", before: "A", after: null }];
  expect(fieldsInWords(change("REMOVED", removed), say)).toBe("Name: A");
  expect(inWords(change("REMOVED", []), say)).toBe("removed unit TS1");
});

test("a field is called what it is in its section", () => {
  const fields = [{ field: "owner", before: "CH1", after: "CH2" }];
  const owner = { ...change("CHANGED", fields), identifier: "X" };
  expect(fieldsInWords({ ...owner, section: "centres" }, say)).toBe("Run by: CH1 → CH2");
  expect(fieldsInWords({ ...owner, section: "agreements" }, say)).toBe("Whose: CH1 → CH2");
});
