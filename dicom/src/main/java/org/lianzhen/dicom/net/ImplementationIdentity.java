package org.lianzhen.dicom.net;

import org.jspecify.annotations.Nullable;

/**
 * Implementation Class UID and Version Name of one side (PS3.7 D.3.3.2).
 *
 * @param classUid
 *            empty where a peer sent none
 * @param versionName
 *            at most 16 characters; null where none was sent
 */
public record ImplementationIdentity(String classUid, @Nullable String versionName) {
    /** This library. */
    public static final ImplementationIdentity OURS = new ImplementationIdentity(
            "2.25.256833183413187218338071437856106624524", "LIANZHEN_0_1");
}
