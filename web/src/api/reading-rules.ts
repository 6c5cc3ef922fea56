/** How long reading may take, and which centre reads what: a document with its author, and its earlier versions. */
import { get, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/reading-rules";

export interface ReadingRulesVersion {
  /** 0 is what comes with the gateway. */
  version: number;
  author: string;
  madeAt: string;
  /** YAML. */
  document: string;
}

export interface ReadingRulesInForce extends ReadingRulesVersion {
  etag: string | undefined;
}

export async function readingRules(context: LoadContext): Promise<ReadingRulesInForce> {
  const answer = await request<ReadingRulesVersion>("GET", ROOT, context);
  return { ...answer.data, etag: answer.etag };
}

/** Newest first; without what comes with the gateway. */
export async function readingRuleVersions(context: LoadContext): Promise<ReadingRulesVersion[]> {
  return (await get<{ items: ReadingRulesVersion[] }>(`${ROOT}/versions`, context)).items;
}

export async function saveReadingRules(
  document: string,
  ifMatch: string | undefined,
): Promise<void> {
  await request("PUT", ROOT, { body: { document }, ifMatch });
}
