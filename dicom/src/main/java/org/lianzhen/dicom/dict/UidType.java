package org.lianzhen.dicom.dict;

import java.util.Arrays;

/** What a registered UID names (the "UID Type" column of PS3.6 annex A). */
public enum UidType {
    SOP_CLASS("SOP Class"),
    META_SOP_CLASS("Meta SOP Class"),
    TRANSFER_SYNTAX("Transfer Syntax"),
    SERVICE_CLASS("Service Class"),
    WELL_KNOWN_SOP_INSTANCE("Well-known SOP Instance"),
    WELL_KNOWN_FRAME_OF_REFERENCE("Well-known frame of reference"),
    SYNCHRONIZATION_FRAME_OF_REFERENCE("Synchronization Frame of Reference"),
    APPLICATION_CONTEXT_NAME("Application Context Name"),
    APPLICATION_HOSTING_MODEL("Application Hosting Model"),
    CODING_SCHEME("Coding Scheme"),
    UIDS_AS_CODING_SCHEME("DICOM UIDs as a Coding Scheme"),
    MAPPING_RESOURCE("Mapping Resource"),
    LDAP_OID("LDAP OID");

    private final String label;

    UidType(String label) {
        this.label = label;
    }

    static UidType ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown UID type in the table: " + label));
    }
}
