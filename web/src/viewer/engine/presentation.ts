/** Makes a presentation state ready to be applied: its tables are loaded, and it is known which images it means. */
import type { LoadContext } from "../../api/use-load";
import { text } from "../../lib/dicom/json";
import type { StudyDocument } from "../model/document";
import type { Image } from "../model/image";
import type { Lut } from "../model/lut";
import { isMeant, presentationStateOf, type PresentationState } from "../model/presentation-state";
import { presented, type Presented } from "../model/presented";
import { isGrey, namedFor, NO_STATE_TABLES, type StateTables } from "../model/presented-greys";
import type { Study } from "../model/study";
import type { NamedTable } from "../model/tables";
import { loadTable } from "./tables";

/** Why a state is not applied: its kind is another, it names no image, none that is here, it is gone, or its tables cannot be fetched. */
export type StateRefusal = "kind" | "nothing" | "elsewhere" | "gone" | "unreachable";

export interface Presentation {
  study: string;
  instance: string;
  state: PresentationState | undefined;
  refusal: StateRefusal | undefined;
  /** Undefined for images that it does not mean. */
  on: (image: Image) => Presented | undefined;
}

/** For greys, and for colours. */
const KINDS = ["1.2.840.10008.5.1.4.1.1.11.1", "1.2.840.10008.5.1.4.1.1.11.2"];

export function refused(
  { study, instance }: Pick<Presentation, "study" | "instance">,
  refusal: StateRefusal,
  state?: PresentationState,
): Presentation {
  return { study, instance, state, refusal, on: () => undefined };
}

/** Tables that many images share are loaded once. */
class Shared {
  private readonly all = new Map<unknown, Promise<Lut | undefined>>();

  constructor(private readonly context: LoadContext) {}

  table(of: NamedTable): Promise<Lut | undefined> {
    const there = this.all.get(of.item) ?? loadTable(of, this.context);
    this.all.set(of.item, there);
    return there;
  }
}

function isSame(a: Lut | undefined, b: Lut | undefined): boolean {
  return (
    a?.first === b?.first &&
    a?.entries.length === b?.entries.length &&
    (a?.entries.every((one, at) => one === b?.entries[at]) ?? false)
  );
}

async function tablesFor(
  state: PresentationState,
  image: Image,
  shared: Shared,
): Promise<StateTables> {
  if (!isGrey(image)) {
    return NO_STATE_TABLES;
  }
  const named = namedFor(state, image);
  const one = (of: NamedTable | undefined) =>
    of === undefined ? Promise.resolve(undefined) : shared.table(of);
  const [interest, presentation, theirs, own] = await Promise.all([
    Promise.all(named.interest.map(one)),
    one(named.presentation),
    one(named.modality),
    one(image.tables.modality),
  ]);
  return {
    interest,
    presentation,
    sameModality: isSame(theirs, own),
    missing:
      named.broken ||
      interest.includes(undefined) ||
      (named.presentation !== undefined && presentation === undefined),
  };
}

/** Fails with an ApiError where the line does. */
export async function loadPresentation(
  document: StudyDocument,
  study: Study,
  context: LoadContext,
): Promise<Presentation> {
  const { instance, data } = document;
  const state = presentationStateOf(data);
  const at = { study: study.uid, instance };
  if (!KINDS.includes(text(data, "00080016"))) {
    return refused(at, "kind", state);
  }
  if (state.references.length === 0) {
    return refused(at, "nothing", state);
  }
  const images = study.series.flatMap((one) => one.images);
  const meant = images.filter((one) => isMeant(state.references, one.at));
  if (meant.length === 0) {
    return refused(at, "elsewhere", state);
  }
  const shared = new Shared(context);
  const all = await Promise.all(
    meant.map(async (image): Promise<[string, Presented]> => [
      image.id,
      presented(state, image, await tablesFor(state, image, shared)),
    ]),
  );
  const byId = new Map(all);
  return { ...at, state, refusal: undefined, on: ({ id }) => byId.get(id) };
}
