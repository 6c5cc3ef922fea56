/** Stores instances by STOW-RS, as an account of the demonstration. */
import type { BrowserContext } from "playwright-core";
import { expect } from "vitest";
import { SITE } from "./harness";

const BOUNDARY = "lianzhen-e2e";

/** Whatever becomes of it: stored, there already, or parked because it contradicts another. */
export async function stored(context: BrowserContext, instance: Uint8Array): Promise<void> {
  const session = (await (await context.request.get(`${SITE}/api/v1/session`)).json()) as {
    csrfToken: string;
  };
  const answer = await context.request.post(`${SITE}/dicom-web/studies`, {
    headers: {
      "X-CSRF-Token": session.csrfToken,
      Accept: "application/dicom+json",
      "Content-Type": `multipart/related; type="application/dicom"; boundary=${BOUNDARY}`,
    },
    data: Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n`),
      instance,
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]),
  });
  expect([200, 202, 409], await answer.text()).toContain(answer.status());
}
