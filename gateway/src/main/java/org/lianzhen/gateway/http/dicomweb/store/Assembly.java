package org.lianzhen.gateway.http.dicomweb.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.json.DicomJsonReader;
import org.lianzhen.dicom.json.JsonFormatException;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.http.MediaRange;

/** Makes files of metadata and of the values that these name; one file for each data set, or the reason why there is none. */
final class Assembly {
    private static final ParseLimits LIMITS = new ParseLimits(64, 2_000_000, 16 << 20, 64L << 20, 64L << 20);
    private static final Implementation WRITER = new Implementation(ImplementationIdentity.OURS.classUid(),
            String.valueOf(ImplementationIdentity.OURS.versionName()));
    private static final int META = 0x0002;

    private final Map<String, BulkPart> values;
    private TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private Assembly(Map<String, BulkPart> values) {
        this.values = values;
    }

    /** A value in a part of its own. */
    record BulkPart(String mediaType, Bytes bytes) {
        /** Its transfer syntax; that of samples in a row when it names none and is no compressed image. */
        TransferSyntax syntax() {
            String uid = MediaRange.parse(mediaType).transferSyntax();
            TransferSyntax named = uid == null ? null : TransferSyntax.of(uid);
            if (named == null && (uid != null || mediaType.startsWith("image/") || mediaType.startsWith("video/"))) {
                throw new InvalidValueException("a part does not name a transfer syntax that is known");
            }
            return named == null ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : named;
        }
    }

    /**
     * What came of a data set.
     *
     * @param file null when there is none
     * @param why there is none; says nothing of the patient
     */
    record Made(@Nullable Bytes file, String why) {
        static Made refused(String why) {
            return new Made(null, why);
        }
    }

    /** Takes its time. */
    static List<Made> of(Bytes metadata, Map<String, BulkPart> values) {
        List<Made> made = new ArrayList<>();
        try (DicomJsonReader reader = new DicomJsonReader(
                new java.io.ByteArrayInputStream(metadata.toArray()), LIMITS)) {
            for (DataSet one = reader.next(); one != null; one = reader.next()) {
                made.add(new Assembly(values).file(one));
            }
        } catch (JsonFormatException e) {
            made.add(Made.refused("the metadata are no DICOM JSON"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    private Made file(DataSet described) throws IOException {
        try {
            DataSet whole = whole(described, true);
            var out = new ByteArrayOutputStream();
            Part10Writer.write(FileMetaInformation.of(text(whole, Tag.SOPClassUID), text(whole, Tag.SOPInstanceUID),
                    syntax.uid(), WRITER), whole, out, WriteOptions.DEFAULT);
            return new Made(Bytes.wrap(out.toByteArray()), "");
        } catch (InvalidValueException | DataSetException e) {
            return Made.refused(String.valueOf(e.getMessage()));
        }
    }

    private static String text(DataSet whole, int tag) {
        String text = whole.string(tag);
        if (text == null) {
            throw new InvalidValueException(Tag.format(tag) + " is missing");
        }
        return text;
    }

    /** @param top whether it is no item of a sequence */
    private DataSet whole(DataSet described, boolean top) {
        DataSetBuilder builder = described.toBuilder();
        for (Element element : described) {
            if (element.tag() >>> Short.SIZE == META) {
                builder.remove(element.tag());
                continue;
            }
            switch (element) {
                case BulkValue bulk -> builder.put(value(bulk, top, described));
                case Sequence(int tag, List<DataSet> items) -> builder.putSequence(tag,
                        items.stream().map(item -> whole(item, false)).toList());
                case Value _,Fragments _ -> {}
            }
        }
        return builder.build();
    }

    private Element value(BulkValue named, boolean top, DataSet described) {
        BulkPart part = values.get(named.data().uri());
        if (part == null) {
            throw new InvalidValueException(Tag.format(named.tag()) + " names a part that is not there");
        }
        boolean pixels = top && named.tag() == Tag.PixelData;
        TransferSyntax of = pixels ? part.syntax() : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        if (!of.encapsulated()) {
            return new Value(named.tag(), named.vr(), part.bytes().padded((byte) 0));
        }
        String frames = described.string(Tag.NumberOfFrames);
        if (frames != null && !frames.strip().equals("1")) {
            throw new InvalidValueException("compressed images of several frames are taken as files only");
        }
        syntax = of;
        return new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, List.of(new Fragment.Held(part.bytes())));
    }
}
