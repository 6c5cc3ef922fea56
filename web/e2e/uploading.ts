/** Folders of images for uploads, and what people do with them on the page. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { image, newUid, type Image } from "./dicom";
import { SITE } from "./harness";

const root = mkdtempSync(join(tmpdir(), "lianzhen-upload-"));
process.once("exit", () => {
  rmSync(root, { recursive: true, force: true });
});

/** A folder with these files. */
export function folder(name: string, files: Record<string, Uint8Array>): string {
  const at = join(root, name);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), bytes);
  }
  return at;
}

export interface Made {
  study: string;
  files: Record<string, Uint8Array>;
}

/** A study of so many images, fifty in a folder. */
export function study(images: number, of: Partial<Image> = {}): Made {
  const made: Made = { study: newUid(), files: {} };
  const series = newUid();
  for (let number = 1; number <= images; number++) {
    const path = `DICOM/SE${String(Math.ceil(number / 50)).padStart(3, "0")}/IM${String(number).padStart(5, "0")}`;
    made.files[path] = image({
      study: made.study,
      series,
      instance: newUid(),
      number,
      patientId: "E2E-UP-1",
      patientName: "Wang^Xiulan=王^秀兰",
      sex: "F",
      ...of,
    });
  }
  return made;
}

export async function choose(page: Page, path: string): Promise<void> {
  await page.locator("input[data-folder]").setInputFiles(path);
}

export async function begin(page: Page): Promise<void> {
  await page.getByRole("button", { name: "开始上传" }).click();
}

export async function phase(page: Page, wanted: string): Promise<void> {
  await page.locator(`[data-phase=${wanted}]`).waitFor({ timeout: 240_000 });
}

/** What the page says of so many files: the words on the filter. */
export async function counts(page: Page): Promise<Record<string, number>> {
  const words = await page.locator("[data-state]").allInnerTexts();
  return Object.fromEntries(
    words.map((text) => {
      const [word = "", number = ""] = text.trim().split(/\s+/);
      return [word, Number(number.replaceAll(",", ""))];
    }),
  );
}

/** UIDs of the study's images as the gateway has them. */
export async function there(context: BrowserContext, uid: string, site = SITE): Promise<string[]> {
  const answer = await context.request.get(`${site}/dicom-web/studies/${uid}/instances?limit=1000`);
  if (answer.status() === 204 || answer.status() === 404) {
    return [];
  }
  const all = (await answer.json()) as Record<string, { Value: string[] }>[];
  return all.map((one) => one["00080018"]?.Value[0] ?? "");
}
