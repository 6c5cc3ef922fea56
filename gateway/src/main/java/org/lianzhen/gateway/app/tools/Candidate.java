package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import org.lianzhen.dicom.service.Instance;

/**
 * A file that can be sent.
 *
 * @param size in bytes
 */
record Candidate(Path file, long size, Instance instance) {}
