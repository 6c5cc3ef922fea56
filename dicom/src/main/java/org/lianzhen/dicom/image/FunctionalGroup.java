package org.lianzhen.dicom.image;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** Where attributes of a frame lie: with the frame, with all frames, or in the image itself (PS3.3 section C.7.6.16). */
public final class FunctionalGroup {

    private FunctionalGroup() {}

    /**
     * The item of a macro's sequence that applies to a frame; the image itself when there is none.
     *
     * @param frame from 0
     */
    public static DataSet of(DataSet image, int frame, int sequence) {
        var perFrame = image.items(Tag.PerFrameFunctionalGroupsSequence);
        DataSet own = frame < perFrame.size() ? perFrame.get(frame).item(sequence) : null;
        if (own != null) {
            return own;
        }
        @Nullable
        DataSet shared = image.item(Tag.SharedFunctionalGroupsSequence);
        DataSet common = shared == null ? null : shared.item(sequence);
        return common == null ? image : common;
    }
}
