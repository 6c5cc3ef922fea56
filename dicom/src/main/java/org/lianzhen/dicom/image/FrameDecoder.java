package org.lianzhen.dicom.image;

import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Decodes the frames of one image. Samples come out as Bits Stored and Pixel Representation say, and in the colours of
 * Photometric Interpretation; only JPEG 2000 undoes its own colour transform, so YBR_RCT and YBR_ICT come out as RGB.
 * Pixels that share colours each get theirs.
 */
public final class FrameDecoder {

    private static final Set<TransferSyntax> JPEG = Set.of(TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_EXTENDED,
            TransferSyntax.JPEG_LOSSLESS, TransferSyntax.JPEG_LOSSLESS_SV1);
    private static final Set<TransferSyntax> JPEG_LS = Set.of(TransferSyntax.JPEG_LS_LOSSLESS,
            TransferSyntax.JPEG_LS_NEAR_LOSSLESS);
    private static final Set<TransferSyntax> JPEG_2000 = Set.of(TransferSyntax.JPEG_2000_LOSSLESS,
            TransferSyntax.JPEG_2000);

    private final TransferSyntax syntax;
    private final PixelDescription pixels;
    /** No stream may declare more than its data set does. */
    private final ImageLimits limits;

    /**
     * @param limits what a frame may have at most
     * @throws ImageException when the frames are larger
     */
    public FrameDecoder(TransferSyntax syntax, PixelDescription pixels, ImageLimits limits) {
        this.syntax = syntax;
        this.pixels = pixels;
        this.limits = new ImageLimits(limits.samplesOf(pixels.rows(), pixels.columns(), pixels.samplesPerPixel()));
    }

    /** Whether frames of a transfer syntax can be decoded at all. */
    public static boolean supports(TransferSyntax syntax) {
        return !syntax.encapsulated() || JPEG.contains(syntax) || JPEG_LS.contains(syntax) || JPEG_2000.contains(syntax)
                || syntax.equals(TransferSyntax.RLE_LOSSLESS) || syntax.equals(TransferSyntax.DEFLATED_IMAGE_FRAME)
                || syntax.equals(TransferSyntax.ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /**
     * Decodes one frame.
     *
     * @param encoded its fragments put together, or its part of native pixel data in little endian
     * @throws ImageException when it is malformed, cut short, not what the data set says, or not supported
     */
    public Frame decode(Bytes encoded) {
        if (JPEG_LS.contains(syntax)) {
            return described(JpegLsDecoder.decode(encoded, limits));
        }
        if (JPEG_2000.contains(syntax)) {
            return described(Jpeg2000Decoder.decode(encoded, limits));
        }
        if (JPEG.contains(syntax)) {
            boolean rgb = pixels.photometricInterpretation().equals("RGB");
            return described(rgb ? JpegDecoder.decodeRgb(encoded, limits) : JpegDecoder.decode(encoded, limits));
        }
        if (syntax.equals(TransferSyntax.RLE_LOSSLESS)) {
            return RleDecoder.decode(pixels, encoded, limits);
        }
        if (syntax.equals(TransferSyntax.DEFLATED_IMAGE_FRAME)) {
            return decodeNative(inflated(encoded), 0);
        }
        if (!supports(syntax)) {
            throw ImageException.unsupported("frames in transfer syntax " + syntax.name());
        }
        return decodeNative(encoded, 0);
    }

    /** Decodes a native frame that begins at a bit of the first byte. */
    Frame decodeNative(Bytes encoded, int bitOffset) {
        return NativeDecoder.decode(pixels, encoded, bitOffset, limits);
    }

    /** What a codec gave, with the meaning its data set gives it. */
    private Frame described(Frame decoded) {
        if (decoded.rows() != pixels.rows() || decoded.columns() != pixels.columns()
                || decoded.samples() != pixels.samplesPerPixel()) {
            throw ImageException.malformed("a " + decoded + " where the data set says " + pixels.shape());
        }
        return decoded.as(Math.min(decoded.shape().bits(), pixels.bitsStored()), pixels.signed());
    }

    private Bytes inflated(Bytes deflated) {
        byte[] frame = new byte[Math.toIntExact((pixels.frameBits() + 7) / 8)];
        try (var inflater = new Inflater(true)) {
            inflater.setInput(deflated.toArray());
            int length = 0;
            while (length < frame.length) {
                int count = inflater.inflate(frame, length, frame.length - length);
                if (count == 0) {
                    throw ImageException.truncated("a deflated frame ends before its samples");
                }
                length += count;
            }
            return Bytes.wrap(frame);
        } catch (DataFormatException e) {
            throw new ImageException(ImageException.Reason.MALFORMED, "a frame that is not deflated", e);
        }
    }
}
