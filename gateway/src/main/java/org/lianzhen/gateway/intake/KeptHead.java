package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.service.SopReference;

/**
 * What a kept file begins with: preamble, prefix, and the File Meta Information as it was sent. A file that came without gets one
 * of ours. Of preambles those of TIFF files are kept, which the standard speaks of (PS3.10 section 7.1); all others become zeros, so
 * that no file is at the same time a program.
 */
final class KeptHead {
    private static final Set<String> TIFF = Set.of("49492a00", "4d4d002a", "49492b00", "4d4d002b");
    private static final int MAGIC = 4;
    private static final int USUAL = 512;

    private KeptHead() {}

    /**
     * The head of the file to keep; the caller owns it.
     *
     * @param named what the file is, when that was said before its data set
     * @throws DimseException (C000H) when nobody says it
     */
    static ByteBuf of(FileHead head, @Nullable SopReference named, Implementation implementation) {
        if (head.meta() == null && named == null) {
            throw new DimseException(Status.UNABLE_TO_PROCESS,
                    "neither File Meta Information nor the UIDs to make one");
        }
        ByteBuf kept = PooledByteBufAllocator.DEFAULT.directBuffer(USUAL);
        if (head.meta() == null && named != null) {
            Part10Writer.writeHead(FileMetaInformation.of(named.sopClassUid(), named.sopInstanceUid(),
                    head.syntax().uid(), implementation), kept);
            return kept;
        }
        ByteBuf preamble = head.preamble();
        if (preamble.isReadable() && TIFF.contains(ByteBufUtil.hexDump(preamble, 0, MAGIC))) {
            kept.writeBytes(preamble);
        } else {
            kept.writeZero(Part10Writer.PREAMBLE);
        }
        kept.writeCharSequence(Part10Writer.PREFIX, StandardCharsets.US_ASCII);
        return kept.writeBytes(head.metaBytes());
    }
}
