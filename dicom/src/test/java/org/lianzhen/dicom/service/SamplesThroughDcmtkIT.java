package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.Vr;

/**
 * Real files of many kinds, broken ones among them, that lie beside the checkout; {@code -Dlianzhen.samples=FOLDER} names
 * another place.
 */
class SamplesThroughDcmtkIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    /** Data Set Trailing Padding, which DCMTK leaves out. */
    private static final int TRAILING_PADDING = 0xFFFC_FFFC;

    private static final String NOT_SENT = "not sent";

    private static final Map<TransferSyntax, String> COMPRESSED = Map.of(TransferSyntax.JPEG_LOSSLESS_SV1, "-xs",
            TransferSyntax.JPEG_BASELINE, "-xy", TransferSyntax.JPEG_EXTENDED, "-xx",
            TransferSyntax.JPEG_2000_LOSSLESS, "-xv", TransferSyntax.JPEG_2000, "-xw",
            TransferSyntax.JPEG_LS_LOSSLESS, "-xt", TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "-xu",
            TransferSyntax.RLE_LOSSLESS, "-xr", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "-xd");

    private final AtomicReference<ReceivedInstances> received = new AtomicReference<>(new ReceivedInstances());

    @TempDir
    private Path folder;

    @BeforeEach
    void requireSamples() {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
    }

    /** A table names what DCMTK 3.6.7 does not send, with the reason; a later one may. Nothing it sends harms us or differs. */
    @ParameterizedTest
    @ValueSource(strings = { "dcmsend", "storescu" })
    void comeInEqualElementByElementThroughDcmtk(String program) throws IOException {
        PeerProcess.assume(program);
        Map<String, String> unsent = SampleTable.read("unsent-by-" + program + ".tsv");
        Map<String, String> wrong = new TreeMap<>();
        try (LocalNode local = LocalNode.forPeers((builder, user) -> builder.storage(StoragePolicy.EVERYTHING,
                context -> received.get().begin(context)), options -> options)) {
            for (Path file : samples()) {
                received.set(new ReceivedInstances());
                String said = PeerProcess.tryRun(folder, command(program, file, local)).output();
                String name = SAMPLES.relativize(file).toString();
                outcome(file, said).filter(what -> !unsent.containsKey(name) || !what.startsWith(NOT_SENT))
                        .ifPresent(what -> wrong.put(name, what));
            }
            assertThat(Await.completed(local.user().echo(local.node()))).as("no harm was done").isNotNull();
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> command(String program, Path file, LocalNode local) throws IOException {
        var command = new ArrayList<>(List.of(program, "+f", "-aec", LocalNode.TITLE));
        command.addAll(program.equals("storescu") ? proposing(file) : List.of("-nuc", "--no-halt", "-dn"));
        command.addAll(List.of(PeerProcess.assume().ourAddress(), local.port(), file.toAbsolutePath().toString()));
        return command;
    }

    /** Any storage class, and the option of storescu for a transfer syntax: it proposes no other compressed one with it. */
    private static List<String> proposing(Path file) throws IOException {
        try {
            TransferSyntax syntax = InstanceFile.read(file).transferSyntax();
            boolean implicit = syntax.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            return List.of("-R", implicit ? "-xi" : COMPRESSED.getOrDefault(syntax, "-x="));
        } catch (DataSetException e) {
            return List.of("-R", "-x=");
        }
    }

    /** Empty when what arrived equals what the file says. */
    private Optional<String> outcome(Path file, String said) {
        // where the UID is of representation UN, DCMTK sends its hexadecimal form, cut off, as the instance's name
        List<String> uids = received.get().uids();
        if (uids.isEmpty()) {
            return Optional.of(NOT_SENT + ": " + said);
        }
        List<String> differences = differences(file, received.get().dataSet(uids.getFirst()));
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", differences));
    }

    /** Elements that are not what the file says. */
    private static List<String> differences(Path file, DataSet arrived) {
        DataSet sent = dataSet(file);
        return Stream.concat(sent.elements().stream(), arrived.elements().stream()).map(Element::tag).distinct()
                .filter(tag -> tag != TRAILING_PADDING && !isEqual(sent, arrived, tag)).map(Tag::format).toList();
    }

    /** DCMTK takes needless spaces at the end of values away, and mends the representation of pixel data. */
    private static boolean isEqual(DataSet sent, DataSet arrived, int tag) {
        return Objects.equals(mended(sent.element(tag)), arrived.element(tag))
                || (arrived.contains(tag) && sent.element(tag) instanceof Value value && value.vr().isString()
                        && trimmed(sent.strings(tag)).equals(trimmed(arrived.strings(tag))));
    }

    private static @Nullable Element mended(@Nullable Element element) {
        return switch (element) {
            case Fragments fragments -> new Fragments(fragments.tag(), Vr.OB, fragments.basicOffsetTable(),
                    fragments.fragments());
            case Value value when value.tag() == Tag.PixelData && value.vr() == Vr.UN -> new Value(Tag.PixelData,
                    Vr.OW, value.bytes());
            case null, default -> element;
        };
    }

    private static String trimmed(List<String> values) {
        return String.join("\\", values).stripTrailing();
    }

    private static DataSet dataSet(Path file) {
        try {
            return Part10Reader.read(file, ParseOptions.WHOLE).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
