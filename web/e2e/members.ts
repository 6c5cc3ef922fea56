/** What tests of the members' pages ask of the gateway. */
import { api } from "./gateway";

/** The account that keeps units and agreements. */
export const OFFICE = "office";

/** Takes an item away that an earlier run has left. */
export async function withdrawn(section: string, identifier: string): Promise<void> {
  const office = await api(OFFICE);
  const { data, etag } = await office.get(`/api/v1/members/${section}`);
  const items = data as { id?: string; code?: string }[];
  if (items.some((one) => (one.id ?? one.code) === identifier)) {
    await office.send("DELETE", `/api/v1/members/${section}/${identifier}`, undefined, etag);
  }
  await office.close();
}
