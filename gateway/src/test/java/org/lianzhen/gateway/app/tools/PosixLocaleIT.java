package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.Main;
import org.lianzhen.gateway.archive.ChildJava;

/** The tools on servers where nobody has set a language: there Java takes the names of files for ASCII. */
@Timeout(120)
class PosixLocaleIT {
    @TempDir
    private Path temporary;
    private Path source;
    private Path archive;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectory(temporary.resolve("source"));
        archive = Files.createDirectory(temporary.resolve("archive"));
    }

    private CommandRun send(TestPeer peer, Path path) throws IOException, InterruptedException {
        ProcessBuilder builder = ChildJava.builder(Main.class.getName(), "dicom", "send", peer.address(),
                path.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new CommandRun(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    @Test
    void chineseFoldersAreWalkedThrough() throws Exception {
        TestFiles.write(source.resolve("检查/影像.dcm"), TestFiles.image(1, 1, 1));
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = send(peer, source);

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).singleElement().asString().startsWith("已发送 1 个");
            assertThat(peer.received()).containsKey(TestFiles.instanceUid(1, 1, 1));
        }
    }

    @Test
    void aDicomdirWithNamesThatJavaCannotSpellIsNoReasonToHang() throws Exception {
        byte[] name = "影像".getBytes(Charset.forName("GBK"));
        DataSet entry = DataSet.builder().put(Tag.DirectoryRecordType, "IMAGE")
                .put(new Value(Tag.ReferencedFileID, Vr.CS, Bytes.wrap(name))).build();
        Path directory = TestFiles.writeAs(source.resolve("DICOMDIR"),
                DataSet.builder().putSequence(Tag.DirectoryRecordSequence, entry).build(),
                SopClass.MediaStorageDirectoryStorage);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = send(peer, directory);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().endsWith("：没有这个文件");
            assertThat(run.out()).singleElement().asString().contains("失败 1 个");
        }
    }
}
