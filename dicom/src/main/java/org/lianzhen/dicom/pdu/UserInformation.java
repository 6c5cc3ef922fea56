package org.lianzhen.dicom.pdu;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * User information of A-ASSOCIATE-RQ and -AC (PS3.8 annex D.1, PS3.7 annex D.3.3). Unknown sub-items of a peer are not
 * kept. Build with {@link #builder}.
 *
 * @param maxLength the largest P-DATA-TF PDU (without its 6-byte header) the sender of this item wants to receive, in bytes;
 *        0 = unlimited, see {@link #MISSING_MAX_LENGTH}
 * @param implementationClassUid empty if the item was missing
 * @param implementationVersionName at most 16 characters; null if absent
 * @param asyncOperationsWindow null if absent, which means {@link AsyncOperationsWindow#SYNCHRONOUS}
 * @param roleSelections one per SOP class
 * @param extendedNegotiations one per SOP class
 * @param commonExtendedNegotiations one per SOP class; only in requests
 * @param userIdentityRq only in requests
 * @param userIdentityAc only in answers
 */
public record UserInformation(long maxLength, String implementationClassUid,
        @Nullable String implementationVersionName, @Nullable AsyncOperationsWindow asyncOperationsWindow,
        List<RoleSelection> roleSelections, List<ExtendedNegotiation> extendedNegotiations,
        List<CommonExtendedNegotiation> commonExtendedNegotiations, @Nullable UserIdentityRq userIdentityRq,
        @Nullable UserIdentityAc userIdentityAc) {
    /** Assumed of a peer that leaves out the mandatory item 51H: a size every known implementation takes. */
    public static final long MISSING_MAX_LENGTH = 16_384;
    /** Largest implementation version name, in characters. */
    public static final int MAX_VERSION_NAME_LENGTH = 16;
    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

    public UserInformation {
        Checks.range(maxLength, MAX_UNSIGNED_INT, "maximum length");
        Checks.uid(implementationClassUid, "implementation class");
        if (implementationVersionName != null) {
            Checks.text(implementationVersionName, MAX_VERSION_NAME_LENGTH, "implementation version name");
        }
        roleSelections = List.copyOf(roleSelections);
        extendedNegotiations = List.copyOf(extendedNegotiations);
        commonExtendedNegotiations = List.copyOf(commonExtendedNegotiations);
    }

    /** A builder for user information with the two mandatory items. */
    public static Builder builder(long maxLength, String implementationClassUid) {
        return new Builder().maxLength(maxLength).implementationClassUid(implementationClassUid);
    }

    /** The negotiated or implied window. */
    public AsyncOperationsWindow effectiveWindow() {
        return asyncOperationsWindow == null ? AsyncOperationsWindow.SYNCHRONOUS : asyncOperationsWindow;
    }

    /** Collects the sub-items; not thread-safe. */
    public static final class Builder {
        private long maxLength = MISSING_MAX_LENGTH;
        private String implementationClassUid = "";
        private @Nullable String implementationVersionName;
        private @Nullable AsyncOperationsWindow asyncOperationsWindow;
        private final List<RoleSelection> roleSelections = new ArrayList<>();
        private final List<ExtendedNegotiation> extendedNegotiations = new ArrayList<>();
        private final List<CommonExtendedNegotiation> commonExtendedNegotiations = new ArrayList<>();
        private @Nullable UserIdentityRq userIdentityRq;
        private @Nullable UserIdentityAc userIdentityAc;

        Builder() {}

        public Builder maxLength(long value) {
            maxLength = value;
            return this;
        }

        public Builder implementationClassUid(String value) {
            implementationClassUid = value;
            return this;
        }

        public Builder implementationVersionName(@Nullable String value) {
            implementationVersionName = value;
            return this;
        }

        public Builder asyncOperationsWindow(@Nullable AsyncOperationsWindow value) {
            asyncOperationsWindow = value;
            return this;
        }

        public Builder roleSelection(RoleSelection value) {
            roleSelections.add(value);
            return this;
        }

        public Builder extendedNegotiation(ExtendedNegotiation value) {
            extendedNegotiations.add(value);
            return this;
        }

        public Builder commonExtendedNegotiation(CommonExtendedNegotiation value) {
            commonExtendedNegotiations.add(value);
            return this;
        }

        public Builder userIdentityRq(@Nullable UserIdentityRq value) {
            userIdentityRq = value;
            return this;
        }

        public Builder userIdentityAc(@Nullable UserIdentityAc value) {
            userIdentityAc = value;
            return this;
        }

        public UserInformation build() {
            return new UserInformation(maxLength, implementationClassUid, implementationVersionName,
                    asyncOperationsWindow, roleSelections, extendedNegotiations, commonExtendedNegotiations,
                    userIdentityRq, userIdentityAc);
        }
    }
}
