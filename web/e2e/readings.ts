/** Steps of browser tests on remote reading. */
import type { Locator, Page } from "playwright-core";
import { expect, vi } from "vitest";
import { newUid } from "./dicom";
import { api } from "./gateway";
import { storeStack } from "./reading";

/** A study that a township sent, which the county's centre is to read. */
export interface Sent {
  id: string;
  study: string;
  /** As people read it. */
  name: string;
  patientId: string;
}

interface Row {
  id: string;
  studyInstanceUid: string;
  state: string;
}

let count = 0;

/** Sends a study of one patient whom no other test has, and waits until it is in the queue. */
export async function sent(images = 2): Promise<Sent> {
  const patientId = `Q${newUid().slice(-12)}`;
  const given = `测${String.fromCodePoint(0x4e00 + (Date.now() % 5000) + count++)}`;
  const patientName = `Yue^Ce=岳^${given}`;
  const { study } = await storeStack("ts1-tech", images, {
    patientId,
    patientName,
    sex: "F",
    // at 70 years
    date: "20261129",
  });
  const tech = await api("ts1-tech");
  await tech.send("POST", `/api/v1/receipts/${study}`, { instances: images });
  await tech.close();
  return { id: await queued(study), study, name: `岳${given}`, patientId };
}

async function queued(study: string): Promise<string> {
  const reader = await api("ch1-radiologist");
  const id = await vi.waitFor(
    async () => {
      const all = (await reader.get("/api/v1/readings?state=QUEUED")).data as { readings: Row[] };
      const found = all.readings.find((one) => one.studyInstanceUid === study);
      expect(found, "the study is in the queue").toBeDefined();
      return found?.id ?? "";
    },
    { timeout: 90_000, interval: 500 },
  );
  await reader.close();
  return id;
}

/** The line of a patient. */
export function line(page: Page, one: Pick<Sent, "name">): Locator {
  return page.locator("tbody tr", { hasText: one.name });
}

const TEXT = {
  item: "胸部 CT 平扫",
  technique: "平扫，层厚 5 mm",
  clinicalInfo: "咳嗽一周",
  findings: "胸廓对称。右肺上叶见小结节，直径 5 mm，边界清楚。余肺野清晰。纵隔未见肿大淋巴结。",
  impression: "右肺上叶小结节，建议 6 个月后复查胸部 CT。",
  positive: true,
};

/** Has somebody write a report without a page, and sign it when they say so. */
export async function report(
  account: string,
  { id, name, patientId }: Sent,
  signs: boolean,
): Promise<void> {
  const writer = await api(account);
  await writer.send("POST", `/api/v1/readings/${id}/claim`, undefined);
  const draft = `/api/v1/readings/${id}/draft`;
  await writer.send("PUT", draft, { text: TEXT }, (await writer.get(draft)).etag);
  if (signs) {
    const body = { password: "demo", patientName: name, patientId };
    await writer.send(
      "POST",
      `/api/v1/readings/${id}/reports`,
      body,
      (await writer.get(draft)).etag,
    );
  }
  await writer.close();
}

/**
 * Has somebody approve what is written without a page.
 *
 * @param writer writes it first; nobody does when it is empty
 */
export async function approved(writer: string, reviewer: string, one: Sent): Promise<void> {
  if (writer !== "") {
    await report(writer, one, true);
  }
  const { id, name, patientId } = one;
  const by = await api(reviewer);
  await by.send("POST", `/api/v1/readings/${id}/review`, undefined);
  const { etag } = await by.get(`/api/v1/readings/${id}/draft`);
  const body = { password: "demo", patientName: name, patientId };
  await by.send("POST", `/api/v1/readings/${id}/reports`, body, etag);
  await by.close();
}
