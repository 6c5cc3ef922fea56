/** Links by which patients see their own studies. */
import { get, post, remove } from "./http";
import type { LoadContext } from "./use-load";

export type ShareState = "OPEN" | "EXPIRED" | "REVOKED" | "BLOCKED";

export interface ShareLink {
  id: string;
  /** Who gave it. */
  account: string;
  reason: string;
  state: ShareState;
  createdAt: string;
  expiresAt: string;
  /** How often, and when last. */
  opened: number;
  openedAt: string | null;
  /** Wrong answers to what only the patient knows. */
  failures: number;
}

/** As long as one may hold. */
export const MOST_DAYS = 30;

function path(study: string): string {
  return `/api/v1/studies/${encodeURIComponent(study)}/share-links`;
}

export async function shareLinks(study: string, context: LoadContext): Promise<ShareLink[]> {
  return (await get<{ items: ShareLink[] }>(path(study), context)).items;
}

/** The address is told this once. */
export function giveShareLink(
  study: string,
  days: number,
  reason: string,
): Promise<ShareLink & { url: string }> {
  return post(path(study), { days, reason });
}

export function revokeShareLink(id: string): Promise<void> {
  return remove(`/api/v1/share-links/${encodeURIComponent(id)}`);
}

/** Opens a session for one study. */
export function openShared(token: string, fact: string): Promise<{ studyInstanceUid: string }> {
  return post("/api/v1/shared", { token, fact });
}
