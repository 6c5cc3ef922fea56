/** What is on the desk when a study is opened. */
import { deskOf, isSame, type Desk, type LayoutName } from "./desk";
import { hungStudy } from "./hanging";
import { placeIn, type Study } from "./study";

/**
 * An address that names an image means that image, in the pane where it would be anyway or in the first one.
 *
 * @param asked what the address names
 * @param how layout that somebody wants for such studies, and whether the screen has room for one pane only
 */
export function firstDesk(
  study: Study,
  asked: { series: string | undefined; image: string | undefined },
  how: { layout: LayoutName | undefined; narrow: boolean },
): Desk {
  const usual = hungStudy(study, how.layout);
  const named = asked.series !== undefined || asked.image !== undefined;
  const found = named ? placeIn(study, asked.series, asked.image) : undefined;
  if (found === undefined) {
    return how.narrow ? deskOf("1x1", usual.panes) : usual;
  }
  const hung = { study: study.uid, series: found.series.uid, index: found.index };
  if (how.narrow) {
    return deskOf("1x1", [hung]);
  }
  const same = usual.panes.findIndex((one) => isSame(one, hung) && one?.index === hung.index);
  const pane = same < 0 ? 0 : same;
  const panes = usual.panes.map((one, at) => (at === pane && same < 0 ? hung : one));
  return { ...usual, panes, active: pane };
}
