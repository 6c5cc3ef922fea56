/** Emergency access, which raises a notice for the unit whose study it is. */
import { expect } from "vitest";
import { api } from "./gateway";
import { image, newUid } from "./dicom";
import { loggedIn } from "./harness";
import { stored } from "./sending";

/** A doctor of a township opens a study of the county hospital. */
export async function brokenGlass(reason: string): Promise<void> {
  const study = newUid();
  const sender = await loggedIn("ch1-tech");
  await stored(
    sender.context,
    image({
      study,
      series: newUid(),
      instance: newUid(),
      number: 1,
      patientId: "E2E-BG-1",
      patientName: "Sun^Li=孙^丽",
    }),
  );
  await sender.context.close();
  const doctor = await api("ts1-doctor");
  await doctor.send("POST", "/api/v1/break-glass", { studyInstanceUid: study, reason });
  await doctor.close();
}

/** Who heads the department of the county hospital is told of such, and nobody else. */
export async function headOnDuty(account: string): Promise<void> {
  const director = await api("ch1-director");
  const path = "/api/v1/rosters/CH1/DEPARTMENT_HEAD";
  const now = await director.get(path);
  const shifts = [{ from: null, to: null, persons: [{ account, phone: "13800138000", mail: "" }] }];
  await director.send("PUT", path, { shifts }, now.etag);
  await director.close();
  expect(now.etag).not.toBe("");
}
