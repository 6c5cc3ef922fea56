package org.lianzhen.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.CharacterSetDetector;
import org.lianzhen.dicom.vr.CharacterSetFinding;
import org.lianzhen.gateway.archive.TextDoubt;
import org.lianzhen.gateway.archive.TextLabel;

/** Looks whether the texts of a header are in the character set that it names. */
final class TextCheck {
    private static final int LONGEST = 256;

    private TextCheck() {}

    /** @param assumed what the sender is known to write under a vague label, or null */
    static Optional<TextDoubt> of(DataSet header, @Nullable String assumed) {
        if (!TextLabel.isVague(header)) {
            return Optional.empty();
        }
        List<Bytes> texts = texts(header);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (assumed != null) {
            return Optional.of(doubt(header, assumed, 1, "the sender is known to write so"));
        }
        return CharacterSetDetector.detect(header.characterSet(),
                texts) instanceof CharacterSetFinding.Mislabelled found
                        ? Optional.of(doubt(header, found.actual().definedTerms().getFirst(), found.confidence(),
                                found.reason()))
                        : Optional.empty();
    }

    private static TextDoubt doubt(DataSet header, String actual, double confidence, String reason) {
        return new TextDoubt(actual, confidence, reason, EntryReader.text(header, Tag.PatientName),
                EntryReader.text(TextLabel.readable(header, actual), Tag.PatientName));
    }

    /** Those beyond ASCII, which every label is right about. */
    private static List<Bytes> texts(DataSet header) {
        List<Bytes> texts = new ArrayList<>();
        for (Element element : header) {
            if (element instanceof Value value && value.vr().isText() && value.bytes().length() <= LONGEST
                    && isBeyondAscii(value.bytes())) {
                texts.add(value.bytes());
            }
        }
        return texts;
    }

    private static boolean isBeyondAscii(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.get(i) < 0) {
                return true;
            }
        }
        return false;
    }
}
