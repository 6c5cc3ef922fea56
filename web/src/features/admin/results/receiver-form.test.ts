import { describe, expect, test } from "vitest";
import type { ResultReceiver } from "../../../api/results";
import { faultsOf, formOf, receiverOf, type ReceiverForm } from "./receiver-form";

const HIS: ResultReceiver = {
  code: "TS1HIS",
  unit: "TS1",
  host: "10.1.2.9",
  port: 2576,
  tls: true,
  issuers: "his.pem",
  application: "HIS",
  facility: "一院",
  text: "UTF_8",
  wants: ["PRELIMINARY", "PDF"],
};

describe("a receiver of reports", () => {
  test("comes back from its form as it was", () => {
    expect(receiverOf(formOf(HIS))).toEqual(HIS);
    const least: ResultReceiver = {
      code: "A",
      unit: "TS1",
      host: "his",
      port: 1,
      application: "HIS",
      text: "GB18030",
    };
    expect(receiverOf(formOf(least))).toEqual(least);
  });

  test("needs no file of issuers without encryption", () => {
    expect(receiverOf({ ...formOf(HIS), tls: false })).not.toHaveProperty("issuers");
  });

  test.each([
    [{ code: "ts1" }, "code"],
    [{ code: "TAKEN" }, "codeTaken"],
    [{ unit: "" }, "unit"],
    [{ host: " " }, "host"],
    [{ port: "0" }, "port"],
    [{ port: "1.5" }, "port"],
    [{ port: "65536" }, "port"],
    [{ application: "" }, "application"],
    [{ application: "H|S" }, "application"],
    [{ facility: "a^b" }, "facility"],
    [{ issuers: "../his.pem" }, "issuers"],
  ] as [Partial<ReceiverForm>, string][])("with %j is told", (change, fault) => {
    expect([...faultsOf({ ...formOf(HIS), ...change }, ["TAKEN"])]).toEqual([fault]);
  });

  test("that is right is not complained of", () => {
    expect(faultsOf(formOf(HIS), ["OTHER"]).size).toBe(0);
  });
});
