import { expect, test } from "vitest";
import { read, written, type RulesForm } from "./document";
import { faultsOf, toldFaults } from "./faults";
import { changesOf } from "./words";

const DOCUMENT = `# How long reading may take
limits:
  - {name: 急诊, urgencies: [EMERGENCY], modalities: [CT, mr], minutes: 30, clock: ALWAYS}
  - {name: 其他, minutes: 240, clock: WORKING}
# Which centre
centres:
  - {centre: IMG, units: [TS1]}
holdMinutes: 20
signing: SM2
later: {kept: yes}
`;

const t = ((key: string, of?: Record<string, unknown>) =>
  of === undefined ? key : `${key} ${JSON.stringify(of)}`) as never;

test("a document is read for the form, and written with what the form does not know", () => {
  const form = read(DOCUMENT);
  expect(form.limits[0]).toEqual({
    ...{ name: "急诊", urgencies: ["EMERGENCY"], visits: [], modalities: "CT, MR" },
    ...{ bodyParts: "", minutes: "30", clock: "ALWAYS" },
  });
  expect(form).toMatchObject({ holdMinutes: "20", quietSeconds: "60", signing: "SM2" });
  const again = written(DOCUMENT, { ...form, holdMinutes: "15" });
  expect(again).toContain("# How long reading may take");
  expect(again).toContain("later: {");
  expect(again).toContain("holdMinutes: 15");
  expect(read(again)).toEqual({ ...form, holdMinutes: "15" });
});

test("what is wrong is told at its field", () => {
  const form: RulesForm = read(DOCUMENT);
  expect(faultsOf(form).size).toBe(0);
  const [first, last] = form.limits;
  if (first === undefined || last === undefined) {
    throw new Error("no limits");
  }
  const wrong = {
    ...form,
    limits: [
      { ...first, name: " ", minutes: "0" },
      { ...last, bodyParts: "头" },
    ],
    quietSeconds: "4000",
  };
  expect([...faultsOf(wrong).keys()]).toEqual([
    "limits 0 name",
    "limits 0 minutes",
    "limits 1 bodyParts",
    "limits",
    "quietSeconds",
  ]);
  expect(faultsOf({ ...form, limits: [] }).get("limits")).toEqual({ key: "noLimits" });
});

test("what the gateway complains of is told at its field, too", () => {
  const told = toldFaults(
    "limits[2]: minutes must be minutes from 1 to 527040; centres[1]: centre is missing; signing must be one of [ECDSA, SM2]",
  );
  expect(told.get("limits 1 minutes")).toEqual({ key: "range", value: 527_040 });
  expect(told.get("centres 0 centre")).toEqual({ key: "missing" });
  expect(told.get("signing")).toEqual({ words: "signing must be one of [ECDSA, SM2]" });
});

test("changes are told one by one, and an order that changed alone is told, too", () => {
  const form = read(DOCUMENT);
  const [first, last] = form.limits;
  expect(changesOf(form, form, t)).toEqual([]);
  expect(
    changesOf(form, { ...form, holdMinutes: "5", limits: last ? [last] : [] }, t).map(
      ({ label }) => label,
    ),
  ).toEqual(['readingRules.limitOf {"name":"急诊"}', "readingRules.holdMinutes"]);
  const turned = first && last ? [last, first] : [];
  expect(changesOf(form, { ...form, limits: turned }, t).map(({ label }) => label)).toEqual([
    "readingRules.order",
  ]);
});
