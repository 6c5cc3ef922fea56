package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.gateway.app.terminal.Messages;

/** Looks into files for what can be sent. Other files in folders are counted and left alone. */
final class CandidateReader {
    private static final int PREAMBLE = 128;
    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);

    private final FileWalk walk;
    private final DicomFiles files;
    private final SendTally tally;

    CandidateReader(FileWalk walk, Messages messages, SendTally tally) {
        this.walk = walk;
        this.files = new DicomFiles(messages);
        this.tally = tally;
    }

    /** The next ones, as many as wanted unless the end is near. Blocks on the files. */
    List<Candidate> next(int wanted) throws InterruptedException {
        var batch = new ArrayList<Candidate>(wanted);
        while (batch.size() < wanted) {
            Optional<Found> found = walk.next();
            if (found.isEmpty()) {
                break;
            }
            Candidate candidate = switch (found.get()) {
                case Found.File file -> read(file);
                case Found.Unreadable(Path path, Exception why) -> {
                    tally.unreadable(path, files.why(why));
                    yield null;
                }
            };
            if (candidate != null) {
                batch.add(candidate);
            }
        }
        return batch;
    }

    private @Nullable Candidate read(Found.File file) {
        Path path = file.path();
        try {
            Instance instance = InstanceFile.read(path);
            if (instance.sopClassUid().equals(SopClass.MediaStorageDirectoryStorage)) {
                tally.other();
                return null;
            }
            return new Candidate(path, Files.size(path), instance);
        } catch (DataSetException e) {
            if (file.asked() || looksLikeDicom(path)) {
                tally.unreadable(path, files.why(e));
            } else {
                tally.other();
            }
        } catch (IOException e) {
            tally.unreadable(path, files.why(e));
        }
        return null;
    }

    private static boolean looksLikeDicom(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(PREAMBLE);
            return Arrays.equals(in.readNBytes(PREFIX.length), PREFIX);
        } catch (IOException e) {
            return false; // shorter than a preamble
        }
    }
}
