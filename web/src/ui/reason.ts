/** What a `ReasonDialog` asks for, in words. */
export interface ReasonWords {
  label: string;
  hint: string;
  /** When there is none. */
  missing: string;
}
