/** One examination from the township's order to the report on its desk, with real programs at both ends. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newUid } from "./dicom";
import { api } from "./gateway";
import { loggedIn, screenshot, visit, withoutPolling, type Watched } from "./harness";
import { commandLine, freePort, ownGateway, type OwnGateway } from "./own-gateway";
import { listening, mllp, said, storing, type Listener, type Pacs } from "./peers";
import { slice, type Stack } from "./pictures";
import { allHere, seen } from "./reading";

const START_MS = 240_000;
/** How soon a study is to be seen on the list; a busy machine may need three times as long. */
const SOON_MS = 3 * 2_000;
const IMAGES = 3;

const NAME = "周^𠀀诚";
const SPOKEN = "周𠀀诚";
const chest: Stack = {
  study: newUid(),
  series: newUid(),
  patientId: "TS1-0815",
  patientName: `Zhou^Cheng=${NAME}`,
  sex: "F",
  accession: "ACC-815",
};
const WORDS = {
  technique: "平扫，层厚 5 mm",
  findings: "胸廓对称。左侧胸腔大量气体，左肺压缩约 80%，纵隔右移。",
  impression: "左侧张力性气胸。",
};

/** What readers sign comes back as documents: what is final, and without key images. */
const ROUTES = `
destinations:
  - {code: TS1, unit: TS1, node: TS1PACS}
routes:
  - {code: reports, name: 报告回传乡镇, units: [TS1], reports: [TEXT, MEASUREMENTS, PAGES], finalOnly: true, to: [TS1], state: ACTIVE}
`;

const AMENDED = "左侧张力性气胸，穿刺后复查。";

let gateway: OwnGateway;
let pacs: Pacs;
let his: Listener;
let dicom: number;
let hl7: number;

beforeAll(async () => {
  [dicom, hl7] = [await freePort(), await freePort()];
  gateway = await ownGateway({ "--dicom-port": dicom, "--hl7-port": hl7 });
  const port = await freePort();
  pacs = await storing("TS1PACS", port);
  his = await listening("gb18030");
  const admin = await api("sysadmin", gateway.site);
  const put = async (section: string, name: string, item: unknown) => {
    const { etag } = await admin.get(`/api/v1/members/${section}`);
    await admin.send("PUT", `/api/v1/members/${section}/${name}`, item, etag);
  };
  await put("senders", "TS1HIS", { application: "HIS", facility: "TS1", unit: "TS1" });
  await put("nodes", "TS1PACS", {
    unit: "TS1",
    host: "127.0.0.1",
    port,
    addresses: ["127.0.0.0/8"],
  });
  await put("receivers", "TS1HIS", {
    unit: "TS1",
    host: "127.0.0.1",
    port: his.port,
    application: "HIS",
    facility: "TS1",
    wants: ["PRELIMINARY", "PDF"],
  });
  const { etag } = await admin.get("/api/v1/routes");
  const routes = { document: ROUTES, reason: "报告回传", withoutRehearsal: true };
  await admin.send("PUT", "/api/v1/routes", routes, etag);
  await admin.close();
}, START_MS);
afterAll(async () => {
  await gateway.remove();
  await pacs.close();
  await his.close();
}, START_MS);

/** HL7 v2.4, as the hospital information system of a township writes it. */
function order(): string {
  return [
    "MSH|^~\\&|HIS|TS1|LIANZHEN|XX1|20261130093000||ORM^O01|M815|P|2.4|||||CHN|UNICODE UTF-8",
    `PID|1||${chest.patientId}^^^^PI||${NAME}||19560203|F`,
    "PV1|1|E|NEI^1^2",
    "ORC|NW|H815|||||^^^20261130093000^^S|||D1^李^明||D1^李^明|||||NEI^内科",
    "OBR|1|H815||CT001^胸部平扫^L|||||||||突发胸痛、气促||^^^CHEST^L|||ACC-815|RP815|SPS815||||CT",
    "",
  ].join("\r");
}

async function worklist(): Promise<string> {
  const keys = ["PatientName", "PatientID", "AccessionNumber"].flatMap((key) => ["-k", key]);
  const item = "ScheduledProcedureStepSequence[0].Modality=CT";
  return said(
    ...(["findscu", "-W", "-aet", "TS1PACS", "-aec", "LIANZHEN", ...keys, "-k", item] as const),
    "127.0.0.1",
    String(dicom),
  );
}

async function sendImages(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lianzhen-ct-"));
  for (let place = 0; place < IMAGES; place++) {
    writeFileSync(join(folder, `${String(place)}.dcm`), slice(chest, place));
  }
  await said(
    "storescu",
    "-aet",
    "TS1PACS",
    "-aec",
    "LIANZHEN",
    "127.0.0.1",
    String(dicom),
    "+sd",
    folder,
  );
  rmSync(folder, { recursive: true });
}

async function at(account: string, path: string): Promise<Watched> {
  const watched = await loggedIn(account, { site: gateway.site });
  await watched.context.addInitScript(() => {
    localStorage.setItem("lianzhen.rendering", "cpu");
  });
  await visit(watched.page, path, gateway.site);
  return watched;
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`[data-field="${name}"] :is(input, textarea)`).first().fill(value);
}

async function signed(page: Page): Promise<void> {
  await page.locator("[data-sign]").click();
  const dialog = page.getByRole("dialog");
  for (const word of [SPOKEN, chest.patientId]) {
    await dialog.getByText(word).first().waitFor();
  }
  await dialog.locator("input[name=sign-password]").fill("demo");
  await dialog.locator("button[type=submit]").click();
  await page.locator("[data-signed]").waitFor();
}

/** Shows every image, as whoever signs must have seen them. */
async function lookedThrough(page: Page): Promise<void> {
  await seen(page, 0);
  await allHere(page);
  for (let index = 1; index < IMAGES; index++) {
    await page.locator("[data-canvas]").first().hover();
    await page.mouse.wheel(0, 100);
    await seen(page, index);
  }
}

/** The radiologist has the list open when the images come. */
async function claimed(list: Watched): Promise<void> {
  const { page } = list;
  const row = page.locator("tbody tr", { hasText: SPOKEN });
  await page.locator("[data-live=open]").waitFor();
  await sendImages();
  await row.waitFor({ timeout: SOON_MS });
  await screenshot(page, "story-list");
  const tech = await api("ts1-tech", gateway.site);
  await tech.send("POST", `/api/v1/receipts/${chest.study}`, { instances: IMAGES });
  await tech.close();
  await row.getByRole("button", { name: "阅片" }).click();
}

async function measuredAndMarked(page: Page): Promise<void> {
  await page.keyboard.press("l");
  const box = await page.locator("[data-canvas]").boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.move(x - 40, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
  await page.locator("[data-note=length]").waitFor();
  await page.keyboard.press("k");
  await page.locator("[data-report-key]").waitFor();
}

async function raised(page: Page): Promise<void> {
  await page.keyboard.press("Alt+C");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("危急值项目").selectOption("TENSION_PNEUMOTHORAX");
  await dialog.getByLabel("发现").fill("左侧张力性气胸");
  await dialog.locator("button[type=submit]").click();
  await page.locator("[data-critical]").getByText("左侧张力性气胸").waitFor();
}

async function readBack({ page }: Watched): Promise<void> {
  await page.getByText("危急值：张力性气胸").first().waitFor();
  await visit(page, "/critical", gateway.site);
  const value = page.locator("[data-value]", { hasText: SPOKEN });
  for (const [form, words] of [
    ["acknowledge", `${SPOKEN}，左侧张力性气胸`],
    ["handle", "已穿刺排气，联系转诊"],
  ] as const) {
    const act = value.locator(`[data-critical-form=${form}]`);
    await act.waitFor();
    await value.locator("[name=critical-words]").fill(words);
    await value.locator("button[type=submit]").click();
  }
  await value.locator("[data-critical-state=HANDLED]").waitFor();
}

async function written(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(WORDS)) {
    await fill(page, name, value);
  }
  await page.locator("[data-field=positive]").getByText("阳性", { exact: true }).click();
  await page.locator("[data-missing=true]").waitFor({ state: "detached" });
  await page.locator("p.line[data-keeping=saved]").waitFor();
}

/** Whether the township's PACS has the report of a title, without a fault and readable. */
async function returned(pattern: RegExp): Promise<string> {
  let words = "";
  await expect
    .poll(
      async () => {
        for (const file of pacs.files()) {
          words = await said("dsrdump", "+Pl", file).catch(() => ""); // of what is no SR there is nothing to dump
          if (pattern.test(words)) {
            expect(await said("dciodvfy", file)).not.toMatch(/^Error/m);
            return true;
          }
        }
        return false;
      },
      { timeout: 40_000, interval: 1000, message: String(pattern) },
    )
    .toBe(true);
  return words;
}

/** What the hospital information system has, one line for each message: its number of the order, how good it is, and who signed. */
function results(): string[] {
  return his.taken.map((message) => {
    const fields = (name: string) =>
      message
        .split("\r")
        .find((segment) => segment.startsWith(`${name}|`))
        ?.split("|") ?? [];
    expect(fields("PID")[5]).toBe(`${NAME}~Zhou^Cheng`);
    expect(message).toContain("ED|18748-4^");
    return [fields("OBR")[2], fields("OBR")[3], fields("OBR")[25]].join(" ");
  });
}

/** How many of a kind the township's PACS has. */
async function arrived(kind: string): Promise<number> {
  const kinds = await Promise.all(
    pacs.files().map((file) => said("dcmdump", "+P", "SOPClassUID", file)),
  );
  return kinds.filter((one) => one.includes(kind)).length;
}

/** Measurements come with each version, each time in place of those before. */
async function measured(versions: number): Promise<void> {
  await expect
    .poll(() => arrived("ComprehensiveSR"), { timeout: 30_000, interval: 1000 })
    .toBe(versions);
  const words = await returned(/Imaging Measurement Report/);
  expect(words).toMatch(/"Length"\)="[\d.]+" \(mm,UCUM,/);
  expect(words).toMatch(/selected from IMAGE:=\(CT image/);
  expect(words).toContain("(PIXEL,99LIANZHEN,");
}

async function amended({ page }: Watched, senior: Watched, doctor: Watched): Promise<void> {
  await page.locator("[data-reasoned=amend]").click();
  await page.getByRole("dialog").locator("textarea").fill("补充随访意见");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  await page.locator("[data-amending]").waitFor();
  await page.locator("p.line[data-keeping=saved]").waitFor();
  await fill(page, "impression", AMENDED);
  await page.locator("p.line[data-keeping=saved]").waitFor();
  await signed(page);
  await visit(senior.page, "/readings", gateway.site);
  await senior.page.locator("[data-group=review]").click();
  const row = senior.page.locator("tbody tr", { hasText: SPOKEN });
  await row.getByRole("button", { name: "审核" }).click();
  await lookedThrough(senior.page);
  await senior.page.locator("p.line[data-keeping=saved]").waitFor();
  await signed(senior.page);
  await doctor.page.locator("[data-change]", { hasText: "报告已修改" }).waitFor();
  await doctor.page.getByText(AMENDED).first().waitFor();
  await doctor.page.locator("[data-change] [data-acknowledge]").click();
  await doctor.page.locator("[data-change] [data-read]").waitFor();
  await screenshot(doctor.page, "story-amended");
}

test(
  "an order becomes a report on the desk of whoever placed it",
  async () => {
    expect(await mllp(hl7, order())).toContain("MSA|AA|M815");
    const listed = await worklist();
    expect(listed).toContain("ACC-815");
    expect(listed).toContain(chest.patientId);

    const reader = await loggedIn("ch1-radiologist", { site: gateway.site });
    await withoutPolling(reader);
    await reader.context.addInitScript(() => {
      localStorage.setItem("lianzhen.rendering", "cpu");
    });
    await visit(reader.page, "/readings", gateway.site);
    await claimed(reader);
    const doctor = await at("ts1-doctor", "/");
    await lookedThrough(reader.page);
    await measuredAndMarked(reader.page);
    await raised(reader.page);
    await readBack(doctor);
    await written(reader.page);
    await signed(reader.page);

    const senior = await at("ch1-senior", "/readings");
    await senior.page.locator("[data-group=review]").click();
    await senior.page
      .locator("tbody tr", { hasText: SPOKEN })
      .getByRole("button", { name: "审核" })
      .click();
    await lookedThrough(senior.page);
    await senior.page.locator("p.line[data-keeping=saved]").waitFor();
    await signed(senior.page);
    await screenshot(senior.page, "story-approved");

    await visit(doctor.page, `/results/${chest.study}`, gateway.site);
    await doctor.page.getByText(WORDS.impression).first().waitFor();
    await doctor.page
      .locator("[data-measured]")
      .getByText(/ 1 项$/)
      .waitFor();
    await doctor.page.emulateMedia({ media: "print" });
    await screenshot(doctor.page, "story-printed");
    await doctor.page.emulateMedia({ media: "screen" });
    const report = await returned(/^Basic Text SR[^]*Flag +: VERIFIED/);
    expect(report).not.toMatch(/Flag +: PRELIMINARY/);
    expect(report).toContain(WORDS.impression);
    expect(report).toContain("危急值:张力性气胸");
    expect(report).toContain("左侧张力性气胸");
    await expect.poll(() => arrived("EncapsulatedPDF"), { timeout: 30_000 }).toBeGreaterThan(0);
    await measured(1);

    await amended(reader, senior, doctor);
    await returned(new RegExp(AMENDED));
    await expect
      .poll(results, { timeout: 40_000, interval: 500 })
      .toEqual(["H815 ACC-815 P", "H815 ACC-815 F", "H815 ACC-815 C"]);
    expect(his.taken[1]).toContain(WORDS.impression);
    expect(his.taken[2]).toContain(AMENDED);
    await measured(2);
    expect(await arrived("KeyObjectSelection")).toBe(0);
    expect([...reader.offences, ...senior.offences, ...doctor.offences]).toEqual([]);
    for (const { context } of [reader, senior, doctor]) {
      await context.close();
    }
    await gateway.stop();
    expect(await commandLine("audit", "verify", "--data", gateway.data)).toMatch(/\d/);
  },
  START_MS,
);
