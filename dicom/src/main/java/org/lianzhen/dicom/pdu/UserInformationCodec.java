package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** User information item, 50H (PS3.8 section 9.3.2.3): dispatches to the codecs of its sub-items. */
final class UserInformationCodec {
    private UserInformationCodec() {}

    static UserInformation decode(Fields item) {
        UserInformation.Builder builder = new UserInformation.Builder();
        item.forEachItem((type, content) -> decodeSubItem(type, content, builder));
        return builder.build();
    }

    private static void decodeSubItem(int type, Fields item, UserInformation.Builder builder) {
        switch (type) {
            case ItemType.MAXIMUM_LENGTH -> builder.maxLength(MaximumLengthCodec.decode(item));
            case ItemType.IMPLEMENTATION_CLASS_UID -> builder.implementationClassUid(item.remainingText());
            case ItemType.ASYNC_OPERATIONS_WINDOW -> builder
                    .asyncOperationsWindow(AsyncOperationsWindowCodec.decode(item));
            case ItemType.ROLE_SELECTION -> builder.roleSelection(RoleSelectionCodec.decode(item));
            case ItemType.IMPLEMENTATION_VERSION_NAME -> builder.implementationVersionName(
                    item.remainingUntestedText(UserInformation.MAX_VERSION_NAME_LENGTH));
            case ItemType.EXTENDED_NEGOTIATION -> builder.extendedNegotiation(ExtendedNegotiationCodec.decode(item));
            case ItemType.COMMON_EXTENDED_NEGOTIATION -> builder
                    .commonExtendedNegotiation(CommonExtendedNegotiationCodec.decode(item));
            case ItemType.USER_IDENTITY_RQ -> builder.userIdentityRq(UserIdentityRqCodec.decode(item));
            case ItemType.USER_IDENTITY_AC -> builder.userIdentityAc(UserIdentityAcCodec.decode(item));
            default -> item.skipUnknown();
        }
    }

    /** In ascending order of item type, since older peers may expect that (PS3.8 section 9.3.2.3). */
    static void encode(ByteBuf out, UserInformation information) {
        int mark = ItemWriter.begin(out, ItemType.USER_INFORMATION);
        MaximumLengthCodec.encode(out, information.maxLength());
        ItemWriter.text(out, ItemType.IMPLEMENTATION_CLASS_UID, information.implementationClassUid());
        if (information.asyncOperationsWindow() != null) {
            AsyncOperationsWindowCodec.encode(out, information.asyncOperationsWindow());
        }
        information.roleSelections().forEach(role -> RoleSelectionCodec.encode(out, role));
        if (information.implementationVersionName() != null) {
            ItemWriter.text(out, ItemType.IMPLEMENTATION_VERSION_NAME, information.implementationVersionName());
        }
        information.extendedNegotiations().forEach(each -> ExtendedNegotiationCodec.encode(out, each));
        information.commonExtendedNegotiations().forEach(each -> CommonExtendedNegotiationCodec.encode(out, each));
        if (information.userIdentityRq() != null) {
            UserIdentityRqCodec.encode(out, information.userIdentityRq());
        }
        if (information.userIdentityAc() != null) {
            UserIdentityAcCodec.encode(out, information.userIdentityAc());
        }
        ItemWriter.end(out, mark);
    }
}
