import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, visit } from "../harness";
import { storeStudy } from "../instances";

const AS = "ts1-tech";
/** A name that nobody else of the tests has. */
const FAMILY = "欧阳";
/** Short enough for an accession number, which has 16 characters. */
const number = `E${String(Date.now() % 1_000_000_000)}`;

beforeAll(async () => {
  const of = { modality: "CT" };
  const accession = `ACC-${number}`;
  await storeStudy(
    AS,
    { ...of, patientId: number, patientName: `Ouyang^Min=${FAMILY}^敏`, accession },
    3,
  );
  await storeStudy(AS, {
    ...of,
    patientId: `${number}-B`,
    patientName: `Ouyang^Lei=${FAMILY}^磊`,
    modality: "DX",
  });
  const long = {
    patientId: `${number}-C`,
    patientName: `Ouyang^Wen=${FAMILY}^文`,
    accession: `${accession}-C`,
  };
  await storeStudy(AS, { ...of, ...long, studyDate: "20200102" });
});

everyPage("studies", "/studies", { as: AS });
everyPage("studies-none", "/studies", {
  as: AS,
  prepare: async (page) => {
    await page.locator("form[role=search] input").nth(1).fill("NOBODY-HAS-THIS");
    await page.keyboard.press("Enter");
    await page.locator("[data-found]", { hasText: /(^|\D)0(\D|$)/ }).waitFor();
  },
});
everyPage("studies-detail", "/studies", {
  as: AS,
  prepare: async (page) => {
    await page.locator("form[role=search] input").nth(1).fill(number);
    await page.keyboard.press("Enter");
    await page.locator("[data-found]", { hasText: /(^|\D)1(\D|$)/ }).waitFor();
    await page
      .getByRole("button", { name: /详情|Details/ })
      .first()
      .click();
    await page.getByRole("dialog").locator("table").first().waitFor();
  },
});

describe("the search for studies", () => {
  test("finds by pinyin, number, modality and time, and never names a patient in an address", async () => {
    const { page, context, offences } = await loggedIn(AS);
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    await visit(page, "/studies");
    await page.getByLabel("姓名", { exact: true }).fill("ouyangmin");
    await page.getByLabel("患者号").fill(number);
    await page.getByRole("button", { name: "查询" }).click();
    await page.getByText("共 1 个检查").waitFor();
    await page.getByText(`${FAMILY}敏`).waitFor();
    await page.getByRole("cell", { name: "1 / 3" }).waitFor();
    await page.getByLabel("姓名", { exact: true }).fill(FAMILY);
    await page.getByLabel("患者号").fill("");
    await page.getByLabel("检查号").fill(`ACC-${number}-C`);
    await page.keyboard.press("Enter");
    await page.getByText("没有找到检查").waitFor();
    await page.getByText("全部", { exact: true }).click();
    await page.getByText(`${FAMILY}文`).waitFor();
    await page.getByRole("cell", { name: "2020-01-02 09:30" }).waitFor();
    expect(
      addresses.filter((one) => one.includes(number) || /ouyang|%E6%AC%A7|欧阳/i.test(one)),
    ).toEqual([]);
    expect(offences).toEqual([]);
    await context.close();
  });

  test("shows a study's series and where it goes", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/studies");
    await page.getByLabel("患者号").fill(number);
    await page.keyboard.press("Enter");
    await page.getByText("共 1 个检查").waitFor();
    await page.getByRole("button", { name: "详情" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("cell", { name: "3", exact: true }).waitFor();
    await dialog.getByText(`ACC-${number}`).waitFor();
    await screenshot(page, "studies-drawer");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await context.close();
  });

  test("remembers how one looks, and forgets whom one looked for", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/studies");
    await page.getByLabel("患者号").fill(number);
    await page.getByText("一个月", { exact: true }).click();
    await page.getByText("共 1 个检查").waitFor();
    const kept = await page.evaluate(
      () =>
        JSON.stringify(Object.entries(sessionStorage)) +
        JSON.stringify(Object.entries(localStorage)),
    );
    expect(kept).toContain("month");
    expect(kept).not.toContain(number);
    await page.reload();
    await page.locator("[data-found]").waitFor();
    expect(await page.getByLabel("患者号").inputValue()).toBe("");
    expect(await page.getByRole("radio", { name: "一个月" }).isChecked()).toBe(true);
    await context.close();
  });
});
