/** What a signed report says, in the form `lianzhen-report/1`. */
import { NO_TEXT, type ReportText, type SignedReport } from "../../api/reports";

export interface SignedContent {
  unit: string;
  unitName?: string;
  centre: string;
  centreName?: string;
  patient: { name: string; patientId: string; birthDate: string; sex: string };
  examination: {
    studyInstanceUid: string;
    accessionNumber: string;
    studyDate: string;
    studyTime: string;
    description: string;
    modalities: string[];
    bodyParts: string[];
  };
  text: ReportText;
  /** Whether the study has a critical value. */
  critical?: boolean;
  /** Who measured what on the images; how much it was goes out with the report. */
  measurements?: { by: string; byName: string }[];
  writer: string;
  writerName?: string;
  /** Number of the version that it changes, or says to be not valid any more, and why. */
  amends?: number;
  withdraws?: number;
  reason?: string;
  signerName: string;
}

const EMPTY: SignedContent = {
  unit: "",
  centre: "",
  patient: { name: "", patientId: "", birthDate: "", sex: "" },
  examination: {
    studyInstanceUid: "",
    accessionNumber: "",
    studyDate: "",
    studyTime: "",
    description: "",
    modalities: [],
    bodyParts: [],
  },
  text: NO_TEXT,
  writer: "",
  signerName: "",
};

/** Undefined when it cannot be read. */
export function contentOf(report: Pick<SignedReport, "content">): SignedContent | undefined {
  try {
    const content = JSON.parse(report.content) as Partial<SignedContent>;
    return {
      ...EMPTY,
      ...content,
      patient: { ...EMPTY.patient, ...content.patient },
      examination: { ...EMPTY.examination, ...content.examination },
      text: { ...NO_TEXT, ...content.text },
    };
  } catch {
    // whoever shows it says that it is damaged
    return undefined;
  }
}

/** Who measured how often, in the order in which they first did. */
export function measurersOf({
  measurements = [],
}: SignedContent): { name: string; count: number }[] {
  const counts = new Map<string, { name: string; count: number }>();
  for (const { by, byName } of measurements) {
    counts.set(by, { name: byName, count: (counts.get(by)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** Who wrote a report and who approved it, by the names under which they signed. */
export function signersOf(
  report: SignedReport,
  all: readonly SignedReport[],
): { writer: string; approver: string } {
  const content = contentOf(report);
  if (report.kind === "PRELIMINARY" || report.kind === "PROPOSAL") {
    return { writer: content?.signerName ?? report.signer, approver: "" };
  }
  const first = all.findLast((one) => one.kind === "PRELIMINARY" && one.number < report.number);
  const writer = first === undefined ? undefined : contentOf(first)?.signerName;
  return {
    writer: content?.writerName ?? writer ?? content?.writer ?? "",
    approver: content?.signerName ?? report.signer,
  };
}

/** The one that counts: what is final and was not withdrawn since, else the newest that more than its centre may see. */
export function counting(all: readonly SignedReport[]): SignedReport | undefined {
  const last = all.findLast((one) => ["FINAL", "AMENDMENT", "WITHDRAWAL"].includes(one.kind));
  const newest = all.findLast((one) => one.kind !== "PROPOSAL");
  return last === undefined || last.kind === "WITHDRAWAL" ? newest : last;
}

/** The version that took the place of one, or withdrew it; undefined while nothing did. */
export function successorOf(
  report: SignedReport,
  all: readonly SignedReport[],
): SignedReport | undefined {
  const ends: SignedReport["kind"][] =
    report.kind === "PRELIMINARY"
      ? ["FINAL", "AMENDMENT", "WITHDRAWAL"]
      : ["AMENDMENT", "WITHDRAWAL"];
  return report.kind === "WITHDRAWAL"
    ? undefined
    : all.find((one) => one.number > report.number && ends.includes(one.kind));
}

/** The version with which one is compared: what it changes, or what it withdraws; undefined when it stands alone. */
export function predecessorOf(
  report: SignedReport,
  all: readonly SignedReport[],
): SignedReport | undefined {
  const content = contentOf(report);
  const number = content?.amends ?? content?.withdraws;
  return all.find((one) => one.number === number);
}
