package org.lianzhen.dicom.service;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be queried: the hierarchies of PS3.4 section C.6 and the modality worklist of annex K. */
public enum InformationModel {
    PATIENT_ROOT("1.2.840.10008.5.1.4.1.2.1.", EnumSet.allOf(QueryLevel.class)),
    STUDY_ROOT("1.2.840.10008.5.1.4.1.2.2.", EnumSet.range(QueryLevel.STUDY, QueryLevel.IMAGE)),
    /** Retired, still used by some modalities. */
    PATIENT_STUDY_ONLY("1.2.840.10008.5.1.4.1.2.3.", EnumSet.range(QueryLevel.PATIENT, QueryLevel.STUDY)),
    /** Flat, no levels, query only. */
    MODALITY_WORKLIST("1.2.840.10008.5.1.4.31", EnumSet.noneOf(QueryLevel.class));

    private final String root;
    @SuppressWarnings("ImmutableEnumChecker") // made by Set.copyOf
    private final Set<QueryLevel> levels;

    InformationModel(String root, Set<QueryLevel> levels) {
        this.root = root;
        this.levels = Set.copyOf(levels);
    }

    /** Levels that may be asked for; none in the worklist. */
    public Set<QueryLevel> levels() {
        return levels;
    }

    /** SOP class of C-FIND. */
    public String findSopClassUid() {
        return levels.isEmpty() ? root : root + "1";
    }

    /** SOP class of C-MOVE. */
    public String moveSopClassUid() {
        return retrieveSopClassUid("2");
    }

    /** SOP class of C-GET. */
    public String getSopClassUid() {
        return retrieveSopClassUid("3");
    }

    private String retrieveSopClassUid(String service) {
        if (levels.isEmpty()) {
            throw new UnsupportedOperationException(this + " cannot be retrieved");
        }
        return root + service;
    }

    /** The model a SOP class of C-FIND, C-MOVE or C-GET belongs to, or null. */
    public static @Nullable InformationModel of(String sopClassUid) {
        return Arrays.stream(values()).filter(model -> model.has(sopClassUid)).findFirst().orElse(null);
    }

    private boolean has(String sopClassUid) {
        return levels.isEmpty()
                ? sopClassUid.equals(root)
                : sopClassUid.equals(root + "1") || sopClassUid.equals(root + "2") || sopClassUid.equals(root + "3");
    }
}
