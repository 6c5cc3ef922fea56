/** A node as a form has it: lists are texts with one entry a line, and nothing is missing. */
import { LICENCES, type DicomNode, type Licence } from "../../../api/nodes";

export interface NodeForm {
  aeTitle: string;
  unit: string;
  host: string;
  port: string;
  tls: boolean;
  licences: Licence[];
  addresses: string;
  certificates: string;
  assumedCharset: string;
  answerCharset: string;
}

export type Fault = "aeTitle" | "aeTitleTaken" | "unit" | "port" | "portWithoutHost" | "licences";

export function formOf(node: DicomNode | undefined): NodeForm {
  return {
    aeTitle: node?.aeTitle ?? "",
    unit: node?.unit ?? "",
    host: node?.host ?? "",
    port: node?.port === undefined ? "" : String(node.port),
    tls: node?.tls ?? false,
    licences: [...(node?.licences ?? LICENCES)],
    addresses: (node?.addresses ?? []).join("\n"),
    certificates: (node?.certificates ?? []).join("\n"),
    assumedCharset: node?.assumedCharset ?? "",
    answerCharset: node?.answerCharset ?? "",
  };
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/**
 * What is wrong before the gateway is asked.
 *
 * @param taken AE titles that others have
 */
export function faultsOf(form: NodeForm, taken: readonly string[]): Set<Fault> {
  const faults = new Set<Fault>();
  const title = form.aeTitle.trim();
  if (!/^[ -[\]-~]{1,16}$/.test(title)) {
    faults.add("aeTitle");
  } else if (taken.includes(title)) {
    faults.add("aeTitleTaken");
  }
  if (form.unit === "") {
    faults.add("unit");
  }
  const port = Number(form.port);
  if (form.port !== "" && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    faults.add("port");
  } else if ((form.port === "") !== (form.host.trim() === "")) {
    faults.add("portWithoutHost");
  }
  if (form.licences.length === 0) {
    faults.add("licences");
  }
  return faults;
}

/**
 * The node that the gateway gets: what holds without being said is left out.
 *
 * @param before what it was, for what the form does not show
 */
export function nodeOf(form: NodeForm, before: DicomNode | undefined): DicomNode {
  const host = form.host.trim();
  const addresses = lines(form.addresses);
  const certificates = lines(form.certificates);
  return {
    aeTitle: form.aeTitle.trim(),
    unit: form.unit,
    ...(host === "" ? {} : { host }),
    ...(form.port === "" ? {} : { port: Number(form.port) }),
    ...(form.tls ? { tls: true } : {}),
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(certificates.length === 0 ? {} : { certificates }),
    ...(form.licences.length === LICENCES.length
      ? {}
      : { licences: LICENCES.filter((one) => form.licences.includes(one)) }),
    ...(form.assumedCharset.trim() === "" ? {} : { assumedCharset: form.assumedCharset.trim() }),
    ...(form.answerCharset.trim() === "" ? {} : { answerCharset: form.answerCharset.trim() }),
    ...(before?.transferSyntaxes === undefined
      ? {}
      : { transferSyntaxes: before.transferSyntaxes }),
  };
}

/** Whether it can be called, and so examined. */
export function listens(node: DicomNode): boolean {
  return node.host !== undefined && (node.port ?? 0) > 0;
}
