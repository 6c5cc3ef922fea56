/** What tests of the members' pages ask of the gateway. */
import type { Locator, Page } from "playwright-core";
import { api } from "./gateway";

/** The account that keeps units and agreements. */
export const OFFICE = "office";

/** Takes an item away that an earlier run has left. */
export async function withdrawn(
  section: string,
  identifier: string,
  account = OFFICE,
): Promise<void> {
  const office = await api(account);
  const { data, etag } = await office.get(`/api/v1/members/${section}`);
  const items = data as { id?: string; code?: string }[];
  if (items.some((one) => (one.id ?? one.code) === identifier)) {
    await office.send("DELETE", `/api/v1/members/${section}/${identifier}`, undefined, etag);
  }
  await office.close();
}

/** Rows of the history, the newest first, once it tells of all changes that were made so far. */
export async function history(page: Page): Promise<Locator> {
  const office = await api(OFFICE);
  const { data } = await office.get("/api/v1/members/versions");
  await office.close();
  const newest = String((data as { number: number }[])[0]?.number);
  const rows = page.locator("section").filter({ hasText: "修改历史" }).locator("tbody tr");
  await rows.first().locator("td").first().getByText(newest, { exact: true }).waitFor();
  return rows;
}
