/** A receiver of reports as its form has it. */
import { EXTRAS, type Extra, type ResultReceiver, type Text } from "../../../api/results";

export interface ReceiverForm {
  code: string;
  unit: string;
  host: string;
  port: string;
  tls: boolean;
  issuers: string;
  application: string;
  facility: string;
  text: Text;
  wants: Extra[];
}

export type ReceiverFault =
  "code" | "codeTaken" | "unit" | "host" | "port" | "application" | "facility" | "issuers";

const SIGNS = /[|^~\\&]/;

export function formOf(receiver: ResultReceiver | undefined): ReceiverForm {
  return {
    code: receiver?.code ?? "",
    unit: receiver?.unit ?? "",
    host: receiver?.host ?? "",
    port: receiver === undefined ? "2575" : String(receiver.port),
    tls: receiver?.tls ?? false,
    issuers: receiver?.issuers ?? "",
    application: receiver?.application ?? "",
    facility: receiver?.facility ?? "",
    text: receiver?.text ?? "GB18030",
    wants: [...(receiver?.wants ?? [])],
  };
}

/** @param taken codes that a new one cannot have */
export function faultsOf(form: ReceiverForm, taken: readonly string[]): Set<ReceiverFault> {
  const faults = new Set<ReceiverFault>();
  const code = form.code.trim();
  if (!/^[A-Z0-9_-]{1,32}$/.test(code)) {
    faults.add("code");
  } else if (taken.includes(code)) {
    faults.add("codeTaken");
  }
  if (form.unit === "") {
    faults.add("unit");
  }
  if (form.host.trim() === "") {
    faults.add("host");
  }
  const port = Number(form.port);
  if (!(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    faults.add("port");
  }
  if (form.application.trim() === "" || SIGNS.test(form.application)) {
    faults.add("application");
  }
  if (SIGNS.test(form.facility)) {
    faults.add("facility");
  }
  if (form.tls && !/^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$/.test(form.issuers.trim())) {
    faults.add("issuers");
  }
  return faults;
}

/** What the gateway gets; what holds without being said is left out. */
export function receiverOf(form: ReceiverForm): ResultReceiver {
  const facility = form.facility.trim();
  const issuers = form.issuers.trim();
  return {
    code: form.code.trim(),
    unit: form.unit,
    host: form.host.trim(),
    port: Number(form.port),
    ...(form.tls ? { tls: true, ...(issuers === "" ? {} : { issuers }) } : {}),
    application: form.application.trim(),
    ...(facility === "" ? {} : { facility }),
    text: form.text,
    ...(form.wants.length === 0 ? {} : { wants: EXTRAS.filter((one) => form.wants.includes(one)) }),
  };
}
