package org.lianzhen.gateway.archive.conflict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.gateway.archive.conflict.Comparison.Differs;
import org.lianzhen.gateway.archive.conflict.Comparison.Same;
import org.lianzhen.gateway.archive.conflict.Comparison.Unknown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads two files without their long values, then compares. */
final class FileComparison {
    private static final Logger LOG = LoggerFactory.getLogger(FileComparison.class);
    private static final int MEBI = 1 << 20;
    /** Of each of the two; what is longer than one value of it stays in the file. */
    private static final ParseLimits LIMITS = new ParseLimits(64, 500_000, 64 * MEBI, 64 * MEBI, 256L * MEBI);

    private FileComparison() {}

    /** One of the two. */
    record Side(DataSet dataSet, TransferSyntax syntax) {
        Side item(DataSet item) {
            return new Side(item, syntax);
        }
    }

    static Comparison of(Path one, Path other, Deadline deadline) {
        try {
            Findings findings = Findings.none();
            new DataSetComparison(findings, deadline).compare(read(one), read(other));
            List<String> where = findings.where();
            return where.isEmpty() ? new Same() : new Differs(where);
        } catch (NotComparableException e) {
            return new Unknown(String.valueOf(e.getMessage()));
        } catch (DataSetException e) {
            return new Unknown("the data set cannot be read: " + e.getMessage());
        } catch (ImageException e) {
            return new Unknown("the pixels cannot be decoded: " + e.getMessage());
        } catch (InvalidValueException e) {
            LOG.debug("An instance cannot be compared", e);
            return new Unknown("a number that is needed to find the frames is none");
        } catch (IOException e) {
            LOG.error("An instance cannot be read from the store", e);
            return new Unknown("it cannot be read from the store");
        }
    }

    /** A deflated data set is read whole, because nothing can be taken out of its middle. */
    private static Side read(Path file) throws IOException {
        Part10File top = Part10Reader.read(file, ParseOptions.HEADER.withLimits(LIMITS).stoppingAt(0));
        long threshold = top.transferSyntax().deflated() ? ParseOptions.KEEP_ALL : MEBI;
        ParseOptions options = ParseOptions.WHOLE.withLimits(LIMITS).withBulk(threshold, "", 0);
        Part10File read = Part10Reader.read(file, options);
        return new Side(read.dataSet(), read.transferSyntax());
    }
}
