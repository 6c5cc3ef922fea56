/** One of the values of a `ChoiceField`, with what it is called. */
export interface Choice {
  value: string;
  label: string;
}
