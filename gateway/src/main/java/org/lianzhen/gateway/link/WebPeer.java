package org.lianzhen.gateway.link;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lianzhen.dicom.service.Instance;

/** A web service that images are sent to (PS3.18), called as it is for these. Everything blocks, and calls last no longer than a limit. */
public interface WebPeer {
    /** Where it is; its title is the code of the destination. */
    LinkTarget target();

    /**
     * Issuers of its certificate; none for those whom Java trusts.
     *
     * @throws IOException when their file is not to be had
     */
    List<X509Certificate> issuers() throws IOException;

    /**
     * Whether there are credentials to show.
     *
     * @throws IOException when their file is not to be had, is for another address, or holds none; in words without secrets
     */
    boolean hasCredentials() throws IOException;

    /**
     * The status of HTTP of a search for a study.
     *
     * @throws IOException when there is none
     */
    int look(String studyInstanceUid, Duration limit) throws IOException, InterruptedException;

    /** Stores an image. */
    Stored store(Instance image, Duration limit) throws InterruptedException;

    /**
     * SOP Instance UIDs of what it finds of a series; empty when it does not search.
     *
     * @throws IOException when it does not tell
     */
    Optional<Set<String>> list(String studyInstanceUid, String seriesInstanceUid, Duration limit)
            throws IOException, InterruptedException;

    /**
     * The status of HTTP of an attempt to delete an instance, which no standard has.
     *
     * @param path below that of all studies
     * @throws IOException when there is none
     */
    int delete(String path, Duration limit) throws IOException, InterruptedException;

    /**
     * What became of an image.
     *
     * @param code a status of DICOM as four digits, one of HTTP as in {@code HTTP-503}, or that it was not sent
     */
    record Stored(boolean taken, String code, String inWords) {}
}
