import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { settled, SITE, stranger, visit } from "./harness";
import { storeStudy } from "./instances";

const AS = "ts1-tech";
const number = `K${String(Date.now() % 1_000_000_000)}`;
/** More than there are on any page. */
const MOST_STEPS = 300;

interface Focus {
  /** As a screen reader calls it. */
  name: string;
  /** Whether one sees that it has the focus. */
  seen: boolean;
}

/** What has the focus; nothing when the page itself has it. */
async function focused(page: Page): Promise<Focus | undefined> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) {
      return undefined;
    }
    const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
    const shown = [at, ...(at.parentElement === null ? [] : [at.parentElement])].map((one) =>
      getComputedStyle(one),
    );
    return {
      name: [
        at.getAttribute("aria-label") ?? "",
        ...labels.map((label) => label.textContent),
        at.textContent,
      ]
        .join(" ")
        .trim(),
      seen: shown.some(
        (style) =>
          (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) ||
          style.boxShadow !== "none",
      ),
    };
  });
}

/** Steps on until something of that name has the focus, which must be seen on the way. */
async function stepTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < MOST_STEPS; i++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at !== undefined) {
      expect(at.seen, `one sees that "${at.name}" has the focus`).toBe(true);
      passed.push(at.name);
    }
    if (at?.name.includes(name) === true) {
      return;
    }
  }
  throw new Error(`no way to "${name}" by keyboard, only to ${passed.join(" | ")}`);
}

beforeAll(async () => {
  await storeStudy(AS, { patientId: number, patientName: "Jian^Pan=键^盘", modality: "CT" }, 2);
});

test("a study is found and looked at, and another brought, without a mouse", async () => {
  const { context, page, offences } = await stranger();
  await visit(page, "/login");
  expect((await focused(page))?.name, "one can begin to type at once").toContain("用户名");
  await page.keyboard.type(AS);
  await stepTo(page, "密码");
  await page.keyboard.type("demo");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${SITE}/`);
  await settled(page);

  await stepTo(page, "检查查询");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${SITE}/studies`);
  await settled(page);
  await stepTo(page, "患者号");
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await page.getByText("共 1 个检查").waitFor();
  await stepTo(page, "读片");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${SITE}/read/**`);
  await page.locator("canvas").first().waitFor();

  await stepTo(page, "检查查询");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${SITE}/studies`);
  await settled(page);
  await stepTo(page, "上传");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${SITE}/upload`);
  await settled(page);
  await stepTo(page, "选择文件夹");
  expect(offences).toEqual([]);
  await context.close();
});
