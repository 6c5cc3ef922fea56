/** DICOM nodes of the members, and the versions of the document that they stand in. */
import { get, post, put, remove, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/members";

export const LICENCES = ["STORE", "QUERY", "RETRIEVE"] as const;
export type Licence = (typeof LICENCES)[number];

/** A node as the document has it; what holds without being said is left out. */
export interface DicomNode {
  aeTitle: string;
  unit: string;
  host?: string;
  port?: number;
  tls?: boolean;
  /** Addresses that it may call from; none said means any. */
  addresses?: string[];
  certificates?: string[];
  /** All, when not said. */
  licences?: Licence[];
  assumedCharset?: string;
  answerCharset?: string;
  transferSyntaxes?: string[];
}

export interface Unit {
  code: string;
  name: string;
}

/** Nodes of one version; `etag` is what a change is made from. */
export interface NodeList {
  nodes: DicomNode[];
  units: Unit[];
  etag: string | undefined;
}

export interface MemberVersion {
  number: number;
  author: string;
  madeAt: string;
}

export interface MemberChange {
  section: string;
  identifier: string;
  kind: string;
  fields: { field: string; before: string | null; after: string | null }[];
}

export async function nodeList(context: LoadContext): Promise<NodeList> {
  const answer = await request<{ nodes?: DicomNode[]; units?: Unit[] }>("GET", ROOT, context);
  return { nodes: answer.data.nodes ?? [], units: answer.data.units ?? [], etag: answer.etag };
}

export function unitList(context: LoadContext): Promise<Unit[]> {
  return get(`${ROOT}/units`, context);
}

function path(aeTitle: string): string {
  return `${ROOT}/nodes/${encodeURIComponent(aeTitle)}`;
}

export function saveNode(node: DicomNode, ifMatch: string | undefined): Promise<DicomNode> {
  return put(path(node.aeTitle), node, { ifMatch });
}

export function removeNode(aeTitle: string, ifMatch: string | undefined): Promise<void> {
  return remove(path(aeTitle), { ifMatch });
}

export function memberVersions(context: LoadContext): Promise<MemberVersion[]> {
  return get(`${ROOT}/versions`, { ...context, query: { limit: 30 } });
}

export async function memberChanges(version: number): Promise<MemberChange[]> {
  return (await get<{ changes: MemberChange[] }>(`${ROOT}/versions/${String(version)}/changes`))
    .changes;
}

/** Puts an earlier version of the whole document in force again. */
export function restoreMembers(version: number, ifMatch: string | undefined): Promise<unknown> {
  return post(`${ROOT}/versions/${String(version)}/restore`, {}, { ifMatch });
}
