import { expect, test } from "vitest";
import { differences, placeOf, read, stateOf, turned, written } from "./document";

const DOCUMENT = `# written by hand
smtp: # of the hospital
  host: mail.ch1.example
  port: 587
  from: gateway@ch1.example # asked for by the office
sms:
  url: https://sms.example/send
  headers: ["Content-Type: application/json", "X-Key: \${secret}"]
  body: '{"to":"\${phone}"}'
  success: ok
off: [sms]
`;

test("channels are read with whether they are used", () => {
  const channels = read(DOCUMENT);
  expect(channels.sections.smtp).toEqual({
    host: "mail.ch1.example",
    port: "587",
    from: "gateway@ch1.example",
  });
  expect(channels.sections.sms?.["headers"]).toBe(
    "Content-Type: application/json\nX-Key: ${secret}",
  );
  expect(
    (["BROWSER", "WEBHOOK", "SMTP", "SMS"] as const).map((one) => stateOf(channels, one)),
  ).toEqual(["always", "unset", "on", "off"]);
  expect(placeOf(channels, "SMTP")).toBe("mail.ch1.example:587");
  expect(placeOf(channels, "SMS")).toBe("https://sms.example");
  expect(placeOf(channels, "WEBHOOK")).toBe("");
  expect(read("").sections).toEqual({});
});

test("a change keeps what was written by hand around it", () => {
  const values = { ...read(DOCUMENT).sections.smtp, port: "465", security: "TLS" };
  const text = written(DOCUMENT, "smtp", values);
  expect(text).toContain("# written by hand");
  expect(text).toContain("# asked for by the office");
  expect(read(text).sections.smtp).toEqual(values);
  expect(text).toContain("port: 465");
  expect(read(text).sections.sms).toEqual(read(DOCUMENT).sections.sms);
});

test("an empty value is taken away, headers are a list", () => {
  const values = { ...read(DOCUMENT).sections.sms, headers: "A: b\n", body: "" };
  const after = read(written(DOCUMENT, "sms", values)).sections.sms;
  expect(after?.["headers"]).toBe("A: b");
  expect(after).not.toHaveProperty("body");
  expect(written(DOCUMENT, "sms", values)).toMatch(/headers:\n\s+- "?A: b"?/);
});

test("the first channel makes the document, and the last takes it away", () => {
  const first = written("", "webhook", { url: "https://oa.example", secret: "webhook.key" });
  expect(read(first).sections).toEqual({
    webhook: { url: "https://oa.example", secret: "webhook.key" },
  });
  expect(read(written(first, "webhook", undefined)).sections).toEqual({});
});

test("a channel is turned off and on", () => {
  const off = turned(DOCUMENT, "SMTP", false);
  expect([...read(off).off]).toEqual(["SMS", "SMTP"]);
  const on = turned(turned(off, "SMTP", true), "SMS", true);
  expect(read(on).off.size).toBe(0);
  expect(on).not.toContain("off:");
  expect(on).toContain("# written by hand");
});

test("what differs is told value by value, a whole channel by its name", () => {
  const other = written(turned(DOCUMENT, "SMS", true), "smtp", {
    ...read(DOCUMENT).sections.smtp,
    port: "465",
  });
  expect(differences(DOCUMENT, DOCUMENT)).toEqual([]);
  expect(differences(DOCUMENT, other)).toEqual([
    { section: "smtp", key: "port", before: "587", after: "465" },
    { section: "off", key: undefined, before: "SMS", after: "" },
  ]);
  expect(differences(DOCUMENT, written(DOCUMENT, "sms", undefined))).toEqual([
    { section: "sms", key: undefined, before: "set", after: "" },
  ]);
  expect(differences("", "rules: {keepMonths: 48}")).toEqual([
    { section: "rules", key: "keepMonths", before: "", after: "48" },
  ]);
});
