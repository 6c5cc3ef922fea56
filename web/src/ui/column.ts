/** A column of a `ListTable`. */
export interface Column<R> {
  key: string;
  /** Said already in the reader's language. */
  title: string;
  text?: (row: R) => string | number;
  /** Numbers stand at the right. */
  number?: boolean;
}
