import { describe, expect, test } from "vitest";
import { directory } from "../dicom";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, SITE, visit } from "../harness";
import { begin, choose, counts, folder, phase, study, there } from "../uploading";

const AS = "ts1-tech";
const NOISE = new TextEncoder().encode("viewer for this CD, no image at all");
const WHOLE = study(5);
const TWO_PEOPLE = folder("mixed", {
  DICOMDIR: directory([...Object.keys(WHOLE.files), "DICOM/SE001/IM09999"]),
  "README.TXT": NOISE,
  "VIEWER.EXE": NOISE,
  ...WHOLE.files,
  ...Object.fromEntries(
    Object.entries(
      study(3, { patientId: "E2E-UP-2", patientName: "Li^Qiang=李^强", sex: "M", modality: "DX" })
        .files,
    ).map(([path, bytes]) => [path.replace("SE001", "SE777"), bytes]),
  ),
});

everyPage("upload", "/upload", {
  as: AS,
  prepare: async (page) => {
    await choose(page, TWO_PEOPLE);
    await page.locator("[data-medium]").waitFor();
  },
});

everyPage("upload-empty", "/upload", { as: AS });

describe("an upload", () => {
  test("tells whose images a folder has, what is missing of a CD, and what is passed over", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    await choose(page, TWO_PEOPLE);
    await page.getByText("这里有 2 位患者的影像").waitFor();
    await page.getByText("光盘目录列出 6 个文件，缺少 1 个").waitFor();
    await page.getByText("DICOM/SE001/IM09999").waitFor();
    await page.getByText("王秀兰").first().waitFor();
    expect(await counts(page)).toEqual({ 待上传: 8, 跳过: 3 });
    await begin(page);
    await phase(page, "done");
    // those that the directory does not name are sent as well
    expect(await counts(page)).toEqual({ 已保存: 8, 跳过: 3 });
    expect((await there(context, WHOLE.study)).length).toBe(5);
    await context.close();
  });

  test("of 200 files, 3 of them no DICOM, keeps count and says that the study is whole", async () => {
    const made = study(200);
    const files = {
      ...made.files,
      "a.txt": NOISE,
      "DICOM/b.exe": NOISE,
      "DICOM/SE001/Thumbs.db": NOISE,
    };
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    await choose(page, folder("two-hundred", files));
    await page.getByText("0 / 200 幅").waitFor();
    await begin(page);
    await phase(page, "done");
    expect(await counts(page)).toEqual({ 已保存: 200, 跳过: 3 });
    await page.getByText("已告知服务器不再有后续影像").waitFor();
    expect(new Set(await there(context, made.study)).size).toBe(200);
    const receipt = await context.request.get(`${SITE}/api/v1/receipts/${made.study}`);
    expect(await receipt.json()).toMatchObject({ rule: "SIGNAL" });
    await screenshot(page, "upload-done");
    await context.close();
  });

  test("of 500 files outlasts a cut network: complete, nothing twice, counts right", async () => {
    const made = study(500);
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    let posts = 0;
    let lost = 0;
    await page.route("**/dicom-web/studies", async (route) => {
      posts++;
      if (posts === 20 || posts === 21) {
        // it arrives, and its answer does not
        await route.fetch();
        lost++;
        await route.abort("connectionreset");
        return;
      }
      await route.continue();
    });
    await choose(page, folder("five-hundred", made.files));
    await page.getByText("0 / 500 幅").waitFor();
    await begin(page);
    await expect
      .poll(async () => (await there(context, made.study)).length, { timeout: 120_000 })
      .toBeGreaterThan(150);
    await context.setOffline(true);
    await phase(page, "waiting");
    await page.getByText("正在等待网络").waitFor();
    await screenshot(page, "upload-waiting");
    const before = await counts(page);
    expect(before["已保存"] ?? 0).toBeLessThan(500);
    await context.setOffline(false);
    await phase(page, "done");
    expect(lost).toBeGreaterThan(0);
    expect(await counts(page)).toEqual({ 已保存: 500 });
    const all = await there(context, made.study);
    expect(all.length).toBe(500);
    expect(new Set(all).size).toBe(500);
    const parked = await context.request.get(
      `${SITE}/api/v1/archive/parked?stage=waiting&limit=200`,
    );
    expect(await parked.text()).not.toContain(made.study);
    await context.close();
  }, 600_000);

  test("is gone on with after the page was closed in its middle", async () => {
    const made = study(120);
    const at = folder("reload", made.files);
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    await choose(page, at);
    await begin(page);
    await expect
      .poll(async () => (await there(context, made.study)).length, { timeout: 60_000 })
      .toBeGreaterThan(30);
    await page.getByRole("button", { name: "暂停" }).click();
    await phase(page, "paused");
    await page.reload();
    await choose(page, at);
    await page.getByText("以前传过").first().waitFor();
    // it may be clicked when every file was looked at
    await page.locator("button:enabled", { hasText: "开始上传" }).waitFor();
    const again: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/dicom-web/studies")) {
        again.push(request.url());
      }
    });
    const kept = (await counts(page))["以前传过"] ?? 0;
    expect(kept).toBeGreaterThan(20);
    await begin(page);
    await phase(page, "done");
    expect(again.length).toBe(120 - kept);
    const after = await counts(page);
    expect((after["已保存"] ?? 0) + (after["服务器已有"] ?? 0) + (after["以前传过"] ?? 0)).toBe(
      120,
    );
    expect(new Set(await there(context, made.study)).size).toBe(120);
    await context.close();
  }, 300_000);

  test("tells what was refused, and tries it again when asked", async () => {
    const made = study(3);
    const broken = Object.values(made.files)[0]?.slice(0, 260) ?? new Uint8Array();
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    await choose(page, folder("refused", { ...made.files, "DICOM/BROKEN": broken }));
    await begin(page);
    await phase(page, "done");
    expect(await counts(page)).toMatchObject({ 已保存: 3, 被拒绝: 1 });
    await page.getByRole("button", { name: "重试未成功的 1 个" }).click();
    await phase(page, "done");
    expect(await counts(page)).toMatchObject({ 已保存: 3, 被拒绝: 1 });
    await context.close();
  });

  test("of what is here already is told as such", async () => {
    const made = study(4);
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    await choose(page, folder("first", made.files));
    await begin(page);
    await phase(page, "done");
    await page.getByRole("button", { name: "清空列表" }).click();
    await choose(page, folder("second", made.files));
    await begin(page);
    await phase(page, "done");
    expect(await counts(page)).toEqual({ 服务器已有: 4 });
    await context.close();
  });

  test("takes folders that are dropped, however many files they have", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/upload");
    const bytes = Array.from(Object.values(study(1).files)[0] ?? []);
    // a dropped folder gives its entries a hundred at a time, as the browser does
    await page.locator(".zone").evaluate((zone, content) => {
      const file = (name: string) => ({
        isDirectory: false,
        fullPath: `/disc/${name}`,
        file: (done: (file: File) => void) => {
          done(new File([Uint8Array.from(content)], name));
        },
      });
      let left = 250;
      const entry = {
        isDirectory: true,
        fullPath: "/disc",
        createReader: () => ({
          readEntries: (done: (entries: unknown[]) => void) => {
            const piece = Math.min(100, left);
            left -= piece;
            done(Array.from({ length: piece }, (_, i) => file(`IM${String(left + i)}`)));
          },
        }),
      };
      const event = new Event("drop", { bubbles: true, cancelable: true });
      Object.defineProperty(event, "dataTransfer", {
        value: { items: [{ webkitGetAsEntry: () => entry }] },
      });
      zone.dispatchEvent(event);
    }, bytes);
    await page.getByText("0 / 250 幅").waitFor();
    await page.getByText("第 1–50 条，共 250 条").waitFor();
    await page.getByRole("button", { name: "末页" }).click();
    await page.getByText("第 201–250 条，共 250 条").waitFor();
    await context.close();
  });

  test("is not offered to whoever may not", async () => {
    const { page, context } = await loggedIn("ts1-doctor");
    await visit(page, "/upload");
    await page.locator("[data-forbidden]").waitFor();
    await context.close();
  });
});
