/** The calendar of working days: a document with its author, and its earlier versions. */
import { get, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/calendar";

export interface CalendarVersion {
  /** 0 is what comes with the gateway. */
  version: number;
  author: string;
  madeAt: string;
  /** YAML. */
  document: string;
}

export interface CalendarInForce extends CalendarVersion {
  /** Year whose holidays should be known by now. */
  missingYear: number | null;
  etag: string | undefined;
}

export async function calendarInForce(context: LoadContext): Promise<CalendarInForce> {
  const answer = await request<CalendarInForce>("GET", ROOT, context);
  return { ...answer.data, etag: answer.etag };
}

export async function calendarVersions(context: LoadContext): Promise<CalendarVersion[]> {
  return (await get<{ items: CalendarVersion[] }>(`${ROOT}/versions`, context)).items;
}

export async function saveCalendar(document: string, ifMatch: string | undefined): Promise<void> {
  await request("PUT", ROOT, { body: { document }, ifMatch });
}
