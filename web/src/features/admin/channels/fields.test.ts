import { expect, test } from "vitest";
import { BEGINNINGS, complainedOf, faultsOf, lines, type Section, type Values } from "./fields";

const SOUND: Record<Section, Values> = {
  webhook: { url: "https://oa.example/notice", secret: "webhook.key" },
  smtp: { host: "mail.example", port: "587", security: "TLS", from: "a@b.example" },
  sms: { url: "https://sms.example/send?to=${phone}", success: "ok", body: "" },
  rules: { answerMinutes: "5", stuckMinutes: "", keepMonths: "6" },
};

function faults(section: Section, more: Values): string[] {
  return [...faultsOf(section, { ...SOUND[section], ...more })].map((one) => one.join(" "));
}

test("what is sound has no faults", () => {
  for (const section of Object.keys(SOUND) as Section[]) {
    expect(faults(section, {}), section).toEqual([]);
  }
});

test("addresses are protected, or of this machine", () => {
  for (const wrong of ["http://oa.example", "ftp://x", "https://", "https://a:b@c", "oa"]) {
    expect(faults("webhook", { url: wrong }), wrong).toEqual(["url url"]);
  }
  expect(faults("webhook", { url: "http://127.0.0.1:9/x" })).toEqual([]);
  expect(faults("webhook", { url: "" })).toEqual(["url missing"]);
});

test("files are plain names", () => {
  expect(faults("webhook", { secret: "../x" })).toEqual(["secret file"]);
  expect(faults("webhook", { issuers: "a b" })).toEqual(["issuers file"]);
});

test("mail needs a port, an address, and protection on the way", () => {
  expect(faults("smtp", { port: "70000", from: "gateway" })).toEqual(["port port", "from mail"]);
  expect(faults("smtp", { security: "NONE" })).toEqual(["security local"]);
  expect(faults("smtp", { security: "NONE", host: "localhost" })).toEqual([]);
});

test("a short message names its number, and its answer can be recognised", () => {
  expect(faults("sms", { url: "https://sms.example/send" })).toEqual(["body phone"]);
  expect(faults("sms", { success: "(" })).toEqual(["success expression"]);
  expect(faults("sms", { headers: "nonsense" })).toEqual(["headers headers"]);
  expect(faults("sms", { headers: "Content-Type: a/b\n X-Key: ${secret}\n" })).toEqual([]);
});

test("rules have their ranges", () => {
  expect(faults("rules", { keepMonths: "5", answerMinutes: "0" })).toEqual([
    "answerMinutes range",
    "keepMonths range",
  ]);
});

test("what a new short message begins with lacks an address only", () => {
  expect([...faultsOf("sms", BEGINNINGS.sms).keys()]).toEqual(["url"]);
});

test("lines are told from empty ones", () => {
  expect(lines(" a \n\nb\n")).toEqual(["a", "b"]);
});

test("complaints of the gateway find their fields", () => {
  const detail =
    "smtp: port must be 1 to 65535; smtp: colour is not known here; sms: url is missing";
  expect([...complainedOf(detail, "smtp")]).toEqual(["port", "colour"]);
  expect([...complainedOf(detail, "webhook")]).toEqual([]);
});
