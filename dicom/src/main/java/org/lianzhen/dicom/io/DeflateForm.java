package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;

/** What a data set that is said to be deflated really is, by its first bytes. */
enum DeflateForm {
    /** Deflate and nothing else, as the standard has it (PS3.5 annex A.5). */
    BARE,
    /** Deflate behind a zlib header. */
    ZLIB,
    /** Not deflated at all. */
    PLAIN;

    /** First bytes that are looked at, if there are so many. */
    static final int SAMPLE = 6;

    private static final int ZLIB_DEFLATE = 8;
    private static final int ZLIB_CHECK = 31;

    static DeflateForm of(ByteBuf first) {
        return isElement(first) ? PLAIN : isZlib(first) ? ZLIB : BARE;
    }

    private static boolean isElement(ByteBuf first) {
        return first.readableBytes() == SAMPLE && Vr.ofCode(first.getUnsignedShort(4)) != null
                && ElementDictionary.entry(Tag.of(first.getUnsignedShortLE(0), first.getUnsignedShortLE(2))) != null;
    }

    private static boolean isZlib(ByteBuf first) {
        return first.readableBytes() >= 2 && (first.getByte(0) & 0x0F) == ZLIB_DEFLATE
                && first.getUnsignedShort(0) % ZLIB_CHECK == 0;
    }
}
