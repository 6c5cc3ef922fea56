package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.Nullable;

/** Collects the items that A-ASSOCIATE-RQ and -AC have in common, and skips what neither has. */
final class CommonItems {
    private @Nullable String applicationContext;
    private @Nullable UserInformation userInformation;

    void visit(int type, Fields item) {
        switch (type) {
            case ItemType.APPLICATION_CONTEXT -> applicationContext = item.remainingText();
            case ItemType.USER_INFORMATION -> userInformation = UserInformationCodec.decode(item);
            default -> item.skipUnknown();
        }
    }

    /** Both items are mandatory, but what matters can be decided without them. */
    void reportMissing(Fields fields) {
        if (applicationContext == null) {
            fields.report("no application context item");
        }
        if (userInformation == null) {
            fields.report("no user information item");
        }
    }

    String applicationContext() {
        return applicationContext == null ? "" : applicationContext;
    }

    UserInformation userInformation() {
        return userInformation == null ? new UserInformation.Builder().build() : userInformation;
    }
}
