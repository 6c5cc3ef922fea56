package org.lianzhen.dicom.vr;

import java.util.List;

/** Specific Character Set (0008,0005) holds a term, or a combination of terms, that means nothing to us. */
public final class UnknownCharacterSetException extends InvalidValueException {

    private final transient List<String> definedTerms;

    public UnknownCharacterSetException(List<String> definedTerms, String reason) {
        super(reason);
        this.definedTerms = List.copyOf(definedTerms);
    }

    /** What (0008,0005) said. */
    public List<String> definedTerms() {
        return definedTerms;
    }
}
