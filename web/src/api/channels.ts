/** The ways on which people are told: a document with its author, files that nobody is shown, and a test of each. */
import { get, post, put, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/channels";

export const CHANNELS = ["BROWSER", "WEBHOOK", "SMTP", "SMS"] as const;
export type ChannelKind = (typeof CHANNELS)[number];

export interface ChannelVersion {
  /** 0 when there never was one. */
  version: number;
  author: string;
  madeAt: string;
  /** YAML. */
  document: string;
}

export interface ChannelsInForce extends ChannelVersion {
  etag: string | undefined;
}

/** A file that a channel names; what is in it stays on the server. */
export interface ChannelFile {
  name: string;
  holds: "KEY" | "CREDENTIALS" | "ISSUERS";
  state: "SET" | "MISSING" | "UNUSABLE";
  changedAt: string | null;
}

export interface TestOutcome {
  outcome: "DELIVERED" | "REFUSED" | "FAILED";
  /** What the channel said. */
  detail: string;
}

export async function channelsInForce(context: LoadContext): Promise<ChannelsInForce> {
  const answer = await request<ChannelVersion>("GET", ROOT, context);
  return { ...answer.data, etag: answer.etag };
}

export async function channelVersions(context: LoadContext): Promise<ChannelVersion[]> {
  return (await get<{ items: ChannelVersion[] }>(`${ROOT}/versions`, context)).items;
}

export async function saveChannels(document: string, ifMatch: string | undefined): Promise<void> {
  await request("PUT", ROOT, { body: { document }, ifMatch });
}

export async function channelFiles(context: LoadContext): Promise<ChannelFile[]> {
  return (await get<{ items: ChannelFile[] }>(`${ROOT}/files`, context)).items;
}

export function replaceChannelFile(name: string, content: string): Promise<ChannelFile> {
  return put(`${ROOT}/files/${encodeURIComponent(name)}`, { content });
}

/** Sends one message at once; without an account the caller's own pages are told. */
export function testChannel(
  kind: ChannelKind,
  to: { account?: string; phone?: string; mail?: string },
): Promise<TestOutcome> {
  return post(`${ROOT}/${kind}/test`, to);
}
