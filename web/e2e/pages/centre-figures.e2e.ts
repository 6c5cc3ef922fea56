import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, screenshot, visit } from "../harness";
import { report, sent } from "../readings";

const AS = "ch1-director";

interface Figures {
  rows: {
    name: string;
    reports: number;
    backlog: number;
    doubleSigned: { numerator: number; denominator: number; share: number | null };
  }[];
}

beforeAll(async () => {
  await report("ch1-radiologist", await sent(1), true);
}, 120_000);

everyPage("centre-figures", "/centre/figures", {
  as: AS,
  prepare: async (page) => {
    await page.locator("[data-measure]").first().waitFor();
  },
});

describe("figures of the centre", () => {
  test("are the same in the table, in the chart, in the file and from the gateway", async () => {
    const { page, context, offences } = await loggedIn(AS);
    await visit(page, "/centre/figures");
    const [from, to] = [
      await page.locator("[data-from] input, input[data-from]").first().inputValue(),
      await page.locator("[data-to] input, input[data-to]").first().inputValue(),
    ];
    const director = await api(AS);
    const path = `/api/v1/centre/figures?by=UNIT&from=${from}&to=${to}`;
    const { rows } = (await director.get(path)).data as Figures;
    await director.close();
    expect(rows.length).toBeGreaterThan(0);

    await page
      .locator("[data-measure] select, select[data-measure]")
      .first()
      .selectOption("doubleSigned");
    const shares = rows.map(({ doubleSigned: { share } }) =>
      share === null ? null : Math.round(share * 1000) / 10,
    );
    const chart = page.locator("[data-series]");
    await expect.poll(() => chart.getAttribute("data-series")).toBe(JSON.stringify(shares));
    const table = page.locator("tbody tr");
    for (const [place, row] of rows.entries()) {
      const line = table.nth(place);
      expect(await line.locator("td").first().innerText()).toBe(row.name);
      const { numerator, denominator, share } = row.doubleSigned;
      const words = await line.locator("[data-ratio=doubleSigned]").innerText();
      expect(words).toContain(`${String(numerator)}/${String(denominator)}`);
      expect(words).toContain(share === null ? "—" : `${(share * 100).toFixed(1)}%`);
    }
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("[data-csv]").click(),
    ]);
    const csv = await readFile(await file.path(), "utf8");
    expect(csv.startsWith("\uFEFF送检单位,正式报告数,")).toBe(true);
    const lines = csv.trim().split("\r\n");
    expect(lines).toHaveLength(rows.length + 2);
    expect(lines[1]).toMatch(new RegExp(`^${rows[0]?.name ?? ""},${String(rows[0]?.reports)},`));

    await page.emulateMedia({ media: "print" });
    await screenshot(page, "centre-figures-print");
    await page.emulateMedia({ media: "screen" });
    await page.locator("[data-year]").click();
    await page.locator("thead th", { hasText: "月份" }).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});
