/** Words that are ready to be put into reports: the centre's, which its director changes, and everybody's own. */
import { get, request } from "./http";
import type { LoadContext } from "./use-load";

export const TEMPLATE_KINDS = ["TEMPLATE", "PHRASE"] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export interface TemplateContent {
  kind: TemplateKind;
  name: string;
  /** Studies that it is meant for; an empty list fits all. */
  modalities: readonly string[];
  bodyParts: readonly string[];
  /** Whether a report made of it says that something was found; null when it depends. */
  positive: boolean | null;
  item: string;
  technique: string;
  findings: string;
  impression: string;
  recommendations: string;
}

export interface ReportTemplate {
  id: string;
  /** Of the one who asks alone, not the centre's. */
  own: boolean;
  /** Letters by which its name is found. */
  initials: string;
  version: number;
  /** Account; empty for what came with the gateway. */
  author: string;
  madeAt: string;
  removed: boolean;
  content: TemplateContent;
}

export type TemplateVersion = Pick<
  ReportTemplate,
  "version" | "author" | "madeAt" | "removed" | "content"
>;

const ROOT = "/api/v1/report-templates";

function path(id: string): string {
  return `${ROOT}/${encodeURIComponent(id)}`;
}

function tag(version: number): string {
  return `"${String(version)}"`;
}

export async function reportTemplates(context: LoadContext): Promise<ReportTemplate[]> {
  return (await get<{ templates: ReportTemplate[] }>(ROOT, context)).templates;
}

export async function addTemplate(own: boolean, content: TemplateContent): Promise<ReportTemplate> {
  return (await request<ReportTemplate>("POST", ROOT, { body: { own, content } })).data;
}

/** Also of one that was removed: it is offered again. */
export async function changeTemplate(
  { id, version }: Pick<ReportTemplate, "id" | "version">,
  content: TemplateContent,
): Promise<ReportTemplate> {
  const call = { body: { content }, ifMatch: tag(version) };
  return (await request<ReportTemplate>("PUT", path(id), call)).data;
}

export async function removeTemplate({ id, version }: ReportTemplate): Promise<ReportTemplate> {
  return (await request<ReportTemplate>("DELETE", path(id), { ifMatch: tag(version) })).data;
}

/** Newest first. */
export async function templateVersions(
  id: string,
  context: LoadContext,
): Promise<TemplateVersion[]> {
  return (await get<{ versions: TemplateVersion[] }>(`${path(id)}/versions`, context)).versions;
}
