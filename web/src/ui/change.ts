/** One thing that a person is about to change, in words. */
export interface Change {
  label: string;
  /** From what to what. */
  text: string;
  /** What should be thought of before, such as that it is less strict. */
  warning?: string;
}
