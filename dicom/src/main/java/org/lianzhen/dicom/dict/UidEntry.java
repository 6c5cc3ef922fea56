package org.lianzhen.dicom.dict;

/**
 * One registered UID of PS3.6 annex A.
 *
 * @param uid the identifier
 * @param keyword such as CTImageStorage; empty for a few retired ones
 * @param type what it names
 * @param retired whether it should no longer be used
 * @param name such as "CT Image Storage"
 */
public record UidEntry(String uid, String keyword, UidType type, boolean retired, String name) {}
