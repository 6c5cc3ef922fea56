/** How a study is laid out when it is opened: by what made the images, unless somebody has chosen a layout for such studies. */
import { texts } from "../../lib/dicom/json";
import { bodyPartOf, isRight } from "./body-part";
import { deskOf, layoutFor, type Desk, type Hung, type LayoutName, type Opening } from "./desk";
import type { Image } from "./image";
import type { Series, Study } from "./study";

const USUAL: Partial<Record<string, LayoutName>> = { CR: "1x2", DX: "1x2", MG: "2x2", MR: "2x2" };
/** Of these each image is a view of its own. */
const PROJECTIONS = new Set(["CR", "DX", "MG", "RF"]);
/** The order in which mammograms are hung, back to back: right breast at the left (PS3.17 annex on hanging). */
const MAMMOGRAPHY = ["R CC", "L CC", "R MLO", "L MLO"] as const;
const PATIENT_ORIENTATION = "00200020";

/** The kind of images that a study is looked at for. */
export function modalityOf(study: Study): string {
  return study.series.find((one) => one.images.length > 0)?.modality ?? "";
}

/** What layouts are kept for. */
export function kindOf(study: Study): string {
  const words = study.series.flatMap((one) => [one.bodyPart, one.description]);
  return `${modalityOf(study)}/${bodyPartOf(...words, study.description)}`;
}

/** All that can be hung, in the order of the series; single images of what is projected. Documents where there is nothing else. */
export function hangable(study: Study): Hung[] {
  const images = hangableImages(study);
  const documents = study.series.filter((one) => one.documents.length > 0);
  return images.length > 0
    ? images
    : documents.map((one) => ({ study: study.uid, series: one.uid, index: 0 }));
}

function hangableImages(study: Study): Hung[] {
  return study.series
    .filter((one) => one.images.length > 0)
    .flatMap((one) =>
      PROJECTIONS.has(one.modality)
        ? one.images.map((_, index) => ({ study: study.uid, series: one.uid, index }))
        : [{ study: study.uid, series: one.uid, index: 0 }],
    );
}

/** Breast and direction of a mammogram. */
function viewOf(image: Image, series: Series): string {
  const words = `${image.laterality} ${image.view} ${series.description}`.toUpperCase();
  const side = isRight(words) ? "R" : "L";
  return `${side} ${words.includes("MLO") ? "MLO" : words.includes("CC") ? "CC" : ""}`;
}

/** The chest's wall of both breasts is in the middle of the desk. */
function openingOf(image: Image, right: boolean): Opening {
  const along = texts(image.data, PATIENT_ORIENTATION)[0] ?? "";
  const back = right ? "P" : "A";
  const flippedHorizontally = along !== "" && !along.startsWith(back);
  return { flippedHorizontally, against: right ? "right" : "left" };
}

function mammograms(study: Study): (Hung | undefined)[] {
  const all = study.series.flatMap((series) =>
    series.images.map((image, index) => ({ series, image, index, view: viewOf(image, series) })),
  );
  const hung = MAMMOGRAPHY.map((view) => {
    const found = all.find((one) => one.view === view);
    return found === undefined
      ? undefined
      : {
          study: study.uid,
          series: found.series.uid,
          index: found.index,
          opening: openingOf(found.image, view.startsWith("R")),
        };
  });
  return hung.some((one) => one !== undefined) ? hung : hangable(study);
}

/**
 * The desk that a study is opened with.
 *
 * @param chosen layout that somebody wants for such studies
 */
export function hungStudy(study: Study, chosen?: LayoutName): Desk {
  const modality = modalityOf(study);
  const hung = modality === "MG" ? mammograms(study) : hangable(study);
  const count = hung.filter((one) => one !== undefined).length;
  const layout = chosen ?? layoutFor(count, USUAL[modality] ?? "1x1");
  return deskOf(modality === "MG" && count > 1 && chosen === undefined ? "2x2" : layout, hung);
}
