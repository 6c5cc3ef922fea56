package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.PeerProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receiver of DCMTK that keeps whatever comes in a file of its own. */
final class StorescpTarget implements KillTarget {
    private static final Logger LOG = LoggerFactory.getLogger(StorescpTarget.class);

    private final String code;
    private final Path folder;
    private final int port = PeerProcess.newPort();
    private PeerProcess process;

    /** @param code of the destination, whose node has {@code PACS} after it */
    StorescpTarget(String code, Path folder) {
        this.code = code;
        this.folder = folder;
    }

    @Override
    public String code() {
        return code;
    }

    int port() {
        return port;
    }

    private Path received() {
        return folder.resolve(code);
    }

    @Override
    public void start() throws IOException {
        Files.createDirectories(received());
        process = PeerProcess.server(folder, port, List.of("storescp", "--fork", "--unique-filenames", "-aet",
                code + "PACS", "-od", received().toString(), String.valueOf(port)));
    }

    @Override
    public void killAndStart() throws IOException {
        process.kill();
        start();
    }

    @Override
    public long count() throws IOException {
        try (Stream<Path> files = Files.list(received())) {
            return files.count();
        }
    }

    @Override
    public List<String> taken() throws IOException {
        List<String> uids = new ArrayList<>();
        try (Stream<Path> files = Files.list(received())) {
            for (Path file : files.toList()) {
                try {
                    uids.add(InstanceFile.read(file).sopInstanceUid());
                } catch (DataSetException e) {
                    LOG.info("The receiver was killed while it wrote {}", file.getFileName());
                }
            }
        }
        return uids;
    }

    @Override
    public Set<String> held() throws IOException {
        return Set.copyOf(taken());
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
