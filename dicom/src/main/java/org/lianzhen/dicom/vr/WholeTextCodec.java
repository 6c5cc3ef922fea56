package org.lianzhen.dicom.vr;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Encodings that contain all their characters and know no escape sequences: UTF-8, GB18030 and GBK.
 *
 * <p>GBK is the part of GB18030 with codes of one and two bytes (PS3.5 annex J) and is read as GB18030, because what
 * is labelled GBK sometimes has four-byte codes.
 */
final class WholeTextCodec implements TextCodec {

    private static final Charset GB_18030 = Charset.forName("GB18030");

    private final Charset charset;
    private final boolean twoBytesAtMost;

    WholeTextCodec(Repertoire repertoire) {
        charset = repertoire == Repertoire.UNICODE ? StandardCharsets.UTF_8 : GB_18030;
        twoBytesAtMost = repertoire == Repertoire.GBK;
    }

    @Override
    public DecodedText decode(Bytes bytes, Vr vr) {
        String text = new String(bytes.array(), bytes.offset(), bytes.length(), charset);
        boolean lossy = text.indexOf('\uFFFD') >= 0 && !isWellFormed(bytes);
        return new DecodedText(text, lossy, lossy);
    }

    private boolean isWellFormed(Bytes bytes) {
        try {
            charset.newDecoder().decode(bytes.asByteBuffer());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Override
    public Bytes encode(String text, Vr vr) {
        CharsetEncoder encoder = charset.newEncoder();
        CharBuffer in = CharBuffer.wrap(text);
        ByteBuffer out = ByteBuffer.allocate((int) Math.ceil(text.length() * (double) encoder.maxBytesPerChar()));
        CoderResult result = encoder.encode(in, out, true);
        if (result.isError()) {
            throw TextCodec.unmappable(text, in.position());
        }
        Bytes bytes = Bytes.copyOf(out.flip());
        if (twoBytesAtMost) {
            requireShortCodes(text, bytes);
        }
        return bytes;
    }

    private static void requireShortCodes(String text, Bytes bytes) {
        int at = 0;
        for (int index = 0; index < text.length(); index = text.offsetByCodePoints(index, 1)) {
            if (bytes.u8(at) < 0x80) {
                at++;
            } else if (bytes.u8(at + 1) >= 0x40) {
                at += 2;
            } else {
                throw TextCodec.unmappable(text, index);
            }
        }
    }
}
