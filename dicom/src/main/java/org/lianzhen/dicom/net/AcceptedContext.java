package org.lianzhen.dicom.net;

import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * A presentation context both sides agreed on.
 *
 * @param id
 *            1..255, odd (some peers use even ones, which we take)
 * @param abstractSyntax
 *            SOP class UID
 * @param transferSyntax
 *            always one we know
 */
public record AcceptedContext(int id, String abstractSyntax, TransferSyntax transferSyntax) {}
