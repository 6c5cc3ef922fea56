package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;

class DicomDirectoryTest {
    @TempDir
    private Path folder;

    /** Writes a DICOMDIR: a patient, then records that refer to files, their components separated by backslashes. */
    static Path write(Path file, String... fileIds) throws IOException {
        List<DataSet> records = Stream.concat(
                Stream.of(DataSet.builder().put(Tag.DirectoryRecordType, "PATIENT").build()),
                Stream.of(fileIds).map(id -> DataSet.builder().put(Tag.DirectoryRecordType, "IMAGE")
                        .put(Tag.ReferencedFileID, id.split("\\\\")).build()))
                .toList();
        Files.createDirectories(file.getParent());
        return TestFiles.writeAs(file, DataSet.builder().putSequence(Tag.DirectoryRecordSequence, records).build(),
                SopClass.MediaStorageDirectoryStorage);
    }

    @Test
    void namesFilesInTheirOrder() throws IOException {
        Path first = touch("STUDY/SERIES/IM000001");
        Path second = touch("STUDY/SERIES/IM000002");
        Path directory = write(folder.resolve("DICOMDIR"), "STUDY\\SERIES\\IM000002",
                "STUDY\\SERIES\\IM000001");

        assertThat(DicomDirectory.files(directory)).containsExactly(new Found.File(second, true),
                new Found.File(first, true));
    }

    @ParameterizedTest
    @ValueSource(strings = { "study/im1", "STUDY/IM1;1", "Study/Im1", "STUDY/IM1." })
    void fileSystemsSpellNamesTheirWay(String name) throws IOException {
        Path file = touch(name);
        Path directory = write(folder.resolve("DICOMDIR"), "STUDY\\IM1");

        assertThat(DicomDirectory.files(directory)).containsExactly(new Found.File(file, true));
    }

    @Test
    void missingFilesAreTold() throws IOException {
        Path directory = write(folder.resolve("DICOMDIR"), "STUDY\\IM1");

        assertThat(DicomDirectory.files(directory)).singleElement().isInstanceOfSatisfying(Found.Unreadable.class,
                missing -> assertThat(missing.path()).isEqualTo(folder.resolve("STUDY_IM1")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", ".", "a/../../secret", "/etc/passwd" })
    void nothingOutsideTheMediumIsReached(String component) throws IOException {
        Files.createDirectory(folder.resolve("medium"));
        touch("secret");
        Path directory = write(folder.resolve("medium/DICOMDIR"), component + "\\secret", component);

        assertThat(DicomDirectory.files(directory)).hasSize(2).allMatch(Found.Unreadable.class::isInstance);
    }

    @Test
    void isKnownByNameOrContent() throws IOException {
        Path named = write(folder.resolve("dicomdir"));
        Path renamed = write(folder.resolve("disc1.dcm"));
        Path image = TestFiles.write(folder.resolve("image.dcm"), TestFiles.image(1, 1, 1));
        Path text = Files.writeString(folder.resolve("text"), "text");

        assertThat(DicomDirectory.isOne(named)).isTrue();
        assertThat(DicomDirectory.isOne(renamed)).isTrue();
        assertThat(DicomDirectory.isOne(image)).isFalse();
        assertThat(DicomDirectory.isOne(text)).isFalse();
        assertThat(DicomDirectory.hasItsName(Path.of("/"))).isFalse();
    }

    @Test
    void oneThatIsNoneIsAFault() throws IOException {
        Path fake = Files.writeString(folder.resolve("DICOMDIR"), "autorun");

        assertThatThrownBy(() -> DicomDirectory.files(fake)).isInstanceOf(DataSetException.class);
    }

    private Path touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
