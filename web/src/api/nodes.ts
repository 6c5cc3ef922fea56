/** DICOM nodes as the members' document has them. */

export const LICENCES = ["STORE", "QUERY", "RETRIEVE"] as const;
export type Licence = (typeof LICENCES)[number];

/** What holds without being said is left out. */
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
