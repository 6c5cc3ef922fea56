import { expect, test } from "vitest";
import { rowsOf } from "./receiver-rows";
import { receiverOf, formOf } from "./receiver-form";

const his = receiverOf({ ...formOf(undefined), code: "HIS", unit: "TS1", host: "h" });

test("receivers have what waits for them, and those that are gone are still told", () => {
  const gone = { receiver: "OLD", waiting: 0, failed: 2, deliveredInADay: 0 };
  const load = { receiver: "HIS", waiting: 3, failed: 0, deliveredInADay: 7 };
  expect(rowsOf([his], [gone, load])).toEqual([
    { code: "HIS", receiver: his, waiting: 3, failed: 0, deliveredInADay: 7 },
    { code: "OLD", receiver: undefined, waiting: 0, failed: 2, deliveredInADay: 0 },
  ]);
  expect(rowsOf([his], [])).toMatchObject([{ code: "HIS", waiting: 0 }]);
});
