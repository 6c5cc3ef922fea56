/** Brings images to the gateway without a page, for tests that need them there. */
import { image, newUid, type Image } from "./dicom";
import { loggedIn, SITE } from "./harness";

export type Patient = Pick<Image, "patientId" | "patientName"> & Partial<Image>;

/** Stores a study of so many images for the unit of an account; gives its UID. */
export async function storeStudy(account: string, of: Patient, images = 1): Promise<string> {
  const { context } = await loggedIn(account);
  const session = await context.request.get(`${SITE}/api/v1/session`);
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const study = newUid();
  const series = newUid();
  for (let number = 1; number <= images; number++) {
    const answer = await context.request.post(`${SITE}/dicom-web/studies`, {
      headers: {
        "Content-Type": "application/dicom",
        "X-CSRF-Token": csrfToken,
        Accept: "application/json",
      },
      data: Buffer.from(image({ study, series, instance: newUid(), number, ...of })),
    });
    if (answer.status() !== 200) {
      throw new Error(`not stored: ${String(answer.status())} ${await answer.text()}`);
    }
  }
  await context.close();
  return study;
}
