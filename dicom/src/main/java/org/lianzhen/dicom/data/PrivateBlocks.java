package org.lianzhen.dicom.data;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Tag;

/** Private elements live in blocks of 256 that a creator element reserves (PS3.5 section 7.8.1). */
final class PrivateBlocks {

    static final int FIRST = 0x10;
    static final int LAST = 0xFF;

    private PrivateBlocks() {}

    static OptionalInt tag(DataSet dataSet, String creator, int group, int element) {
        for (int block = FIRST; block <= LAST; block++) {
            if (creator.equals(dataSet.string(Tag.of(group, block)))) {
                return OptionalInt.of(inBlock(group, block, element));
            }
        }
        return OptionalInt.empty();
    }

    static int inBlock(int group, int block, int element) {
        return Tag.of(group, (block << 8) | (element & 0xFF));
    }

    static @Nullable String creator(DataSet dataSet, int tag) {
        boolean inSomeBlock = Tag.isPrivate(tag) && Tag.element(tag) >= FIRST << 8;
        return inSomeBlock ? dataSet.string(Tag.privateCreatorOf(tag)) : null;
    }
}
