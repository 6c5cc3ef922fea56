/** A series on its way from the list into a pane. */
import type { Hung } from "../model/desk";

const TYPE = "application/x-lianzhen-series";

export function drag(event: DragEvent, hung: Hung): void {
  event.dataTransfer?.setData(TYPE, JSON.stringify(hung));
}

/** Undefined for what is none of ours. */
export function dropped(event: DragEvent): Hung | undefined {
  const text = event.dataTransfer?.getData(TYPE) ?? "";
  return text === "" ? undefined : (JSON.parse(text) as Hung);
}
