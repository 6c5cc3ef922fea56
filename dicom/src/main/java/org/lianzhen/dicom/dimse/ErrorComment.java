package org.lianzhen.dicom.dimse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads error comments: ASCII by the standard, UTF-8 or GB18030 by what peers in China send. Fit for one log line. */
final class ErrorComment {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private ErrorComment() {}

    static String decode(byte[] bytes) {
        String text = strictly(StandardCharsets.UTF_8, bytes);
        if (text == null) {
            text = strictly(GB18030, bytes);
        }
        if (text == null) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static @Nullable String strictly(Charset charset, byte[] bytes) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
