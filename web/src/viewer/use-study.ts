import { computed } from "vue";
import { studyMetadata } from "../api/images";
import { useLoad } from "../api/use-load";
import { useViewerPreferences } from "../api/viewer-preferences";
import { takePrepared } from "./engine/prepared";
import { isShown, studyOf } from "./model/study";

/** A study to be looked at, and how its reader likes to look; what was prepared while another was looked at is not fetched again. */
export function useStudy(uid: string) {
  const preferences = useViewerPreferences();
  const loaded = useLoad(async (context) => {
    const prepared = takePrepared(uid);
    const [study] = await Promise.all([
      prepared ?? studyMetadata(uid, context).then((metadata) => studyOf(uid, metadata)),
      preferences.load(context),
    ]);
    return study;
  });
  /** Whether there is anything in it that can be shown. */
  const isReadable = computed(() => loaded.data.value?.series.some(isShown) === true);
  return { loaded, isReadable };
}
