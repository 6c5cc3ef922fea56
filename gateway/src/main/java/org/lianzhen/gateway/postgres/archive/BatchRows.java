package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.ImageEntry;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.PatientEntry;
import org.lianzhen.gateway.archive.ProcedureEntry;
import org.lianzhen.gateway.archive.ProcedureEntry.Request;
import org.lianzhen.gateway.archive.SeriesEntry;
import org.lianzhen.gateway.archive.StudyEntry;
import org.lianzhen.gateway.archive.TextDoubt;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.UuidV7;

/**
 * A batch as columns of parameters, one array a column, ordered by UIDs.
 *
 * @param rows the instances in the order they were given
 */
record BatchRows(List<InstanceRow> rows) {
    private static final Comparator<InstanceRow> BY_UIDS = Comparator
            .comparing((InstanceRow row) -> row.entry().study().uid())
            .thenComparing(row -> row.entry().series().uid())
            .thenComparing(row -> row.entry().image().sopInstanceUid());

    BatchRows {
        rows = List.copyOf(rows);
    }

    static BatchRows of(List<IndexedInstance> instances, NameColumns names) {
        return new BatchRows(instances.stream().map(instance -> InstanceRow.of(instance, names)).toList());
    }

    /** The other instances. */
    BatchRows without(Set<UUID> ids) {
        return new BatchRows(rows.stream().filter(row -> !ids.contains(row.id())).toList());
    }

    /** One instance with the identifier it gets. */
    record InstanceRow(UUID id, String identity, NameColumns.Columns name, IndexedInstance instance) {
        private static InstanceRow of(IndexedInstance instance, NameColumns names) {
            InstanceEntry entry = instance.entry();
            return new InstanceRow(UuidV7.next(), identity(entry), names.of(entry.patient().name()), instance);
        }

        InstanceEntry entry() {
            return instance.entry();
        }

        /** Patients without an ID are never taken for one another. */
        private static String identity(InstanceEntry entry) {
            PatientEntry patient = entry.patient();
            return patient.patientId().isEmpty()
                    ? "study\n" + entry.study().uid()
                    : Sortable.text(patient.issuer() + "\n" + patient.patientId());
        }

        String sha256() {
            return instance.object().sha256().orElse("");
        }

        Urgency urgency() {
            return entry().origin().urgency().urgency();
        }

        String urgencySource() {
            return entry().origin().urgency().source().name();
        }

        /** Parameters of {@link FurtherVersion#INSERT}. */
        Tuple furtherVersion(int version, @Nullable ParkReason reason) {
            InstanceEntry entry = entry();
            ImageEntry image = entry.image();
            return Tuple.from(new Object[]{ id, entry.origin().unit(), entry.study().uid(), entry.series().uid(),
                    image.sopInstanceUid(), version, reason == null ? null : reason.name(), image.sopClassUid(),
                    image.transferSyntaxUid(),
                    image.instanceNumber(), image.rows(), image.columns(), image.bitsAllocated(),
                    image.numberOfFrames(), instance.object().key(), instance.object().length(), entry.dataSetOffset(),
                    sha256(), entry.pixels().offset(), entry.pixels().length(), FrameBytes.of(entry.pixels()),
                    entry.origin().source(), entry.origin().target(), entry.origin().priority(), urgency().name(),
                    urgencySource() });
        }
    }

    Tuple patients() {
        var columns = new Columns<>(distinct(InstanceRow::identity));
        Function<InstanceRow, PatientEntry> patient = row -> row.entry().patient();
        return columns.ids().texts(row -> row.entry().origin().unit()).texts(InstanceRow::identity)
                .texts(patient.andThen(PatientEntry::issuer))
                .texts(patient.andThen(PatientEntry::patientId).andThen(Sortable::text))
                .texts(patient.andThen(PatientEntry::name)).texts(patient.andThen(PatientEntry::birthDate))
                .texts(patient.andThen(PatientEntry::sex))
                .texts(row -> row.name().forms())
                .texts(row -> row.name().terms()).tuple();
    }

    /** Empty when no patient has any. */
    Optional<Tuple> identifiers() {
        var given = new LinkedHashSet<GivenIdentifier>();
        rows.forEach(row -> row.entry().patient().identifiers().forEach(identifier -> given
                .add(new GivenIdentifier(row.entry().origin().unit(), row.identity(), identifier))));
        return given.isEmpty() ? Optional.empty()
                : Optional.of(new Columns<>(List.copyOf(given)).texts(GivenIdentifier::unit)
                        .texts(GivenIdentifier::identity).texts(one -> one.identifier().kind().name())
                        .texts(one -> one.identifier().issuer()).texts(one -> one.identifier().number()).tuple());
    }

    private record GivenIdentifier(String unit, String identity, Identifier identifier) {}

    /** Empty when no text is mislabelled. */
    Optional<Tuple> doubts() {
        List<InstanceRow> doubted = new BatchRows(rows.stream().filter(row -> row.entry().doubt().isPresent()).toList())
                .distinct(row -> row.entry().study().uid() + "\n" + row.entry().origin().source());
        Function<InstanceRow, TextDoubt> doubt = row -> row.entry().doubt().orElseThrow();
        return doubted.isEmpty() ? Optional.empty()
                : Optional.of(new Columns<>(doubted).ids().texts(row -> row.entry().study().uid())
                        .texts(row -> row.entry().origin().source()).texts(doubt.andThen(TextDoubt::actual))
                        .column(Double[]::new, row -> doubt.apply(row).confidence())
                        .texts(doubt.andThen(TextDoubt::reason)).texts(doubt.andThen(TextDoubt::labelledName))
                        .texts(doubt.andThen(TextDoubt::actualName))
                        .texts(row -> doubt.apply(row).isSettled() ? "ASSUMED" : "OPEN").tuple());
    }

    Tuple studies() {
        var columns = new Columns<>(distinct(row -> row.entry().study().uid()));
        Function<InstanceRow, StudyEntry> study = row -> row.entry().study();
        return columns.ids().texts(row -> row.entry().origin().unit()).texts(InstanceRow::identity)
                .texts(study.andThen(StudyEntry::uid)).texts(study.andThen(StudyEntry::date).andThen(Sortable::text))
                .texts(study.andThen(StudyEntry::time).andThen(Sortable::text))
                .texts(study.andThen(StudyEntry::accessionNumber).andThen(Sortable::text))
                .texts(study.andThen(StudyEntry::studyId)).texts(study.andThen(StudyEntry::description))
                .texts(study.andThen(StudyEntry::referringPhysicianName))
                .texts(study.andThen(StudyEntry::institutionName)).texts(study.andThen(StudyEntry::timezoneOffset))
                .tuple();
    }

    Tuple studyUids() {
        return Tuple.of(distinct(row -> row.entry().study().uid()).stream().map(row -> row.entry().study().uid())
                .toArray(String[]::new));
    }

    Tuple series() {
        var columns = new Columns<>(distinct(row -> row.entry().study().uid() + "\n" + row.entry().series().uid()));
        Function<InstanceRow, SeriesEntry> series = row -> row.entry().series();
        Function<InstanceRow, ProcedureEntry> procedure = series.andThen(SeriesEntry::procedure);
        return columns.ids().texts(row -> row.entry().origin().unit()).texts(row -> row.entry().study().uid())
                .texts(series.andThen(SeriesEntry::uid)).texts(series.andThen(SeriesEntry::modality))
                .numbers(row -> row.entry().series().number()).texts(series.andThen(SeriesEntry::description))
                .texts(series.andThen(SeriesEntry::bodyPartExamined)).texts(series.andThen(SeriesEntry::laterality))
                .texts(series.andThen(SeriesEntry::stationName)).texts(procedure.andThen(ProcedureEntry::startDate))
                .texts(procedure.andThen(ProcedureEntry::startTime))
                .texts(procedure.andThen(told -> lines(told, Request::scheduledProcedureStepId)))
                .texts(procedure.andThen(told -> lines(told, Request::requestedProcedureId)))
                .texts(procedure.andThen(ProcedureEntry::names)).tuple();
    }

    /** A line for each request, empty ones too: {@link Statements#SERIES} takes them apart again. */
    private static String lines(ProcedureEntry procedure, Function<Request, String> text) {
        return procedure.requests().stream().map(text).map(line -> line + "\n").collect(Collectors.joining());
    }

    Tuple instances() {
        var columns = new Columns<>(rows.stream().sorted(BY_UIDS).toList());
        Function<InstanceRow, ImageEntry> image = row -> row.entry().image();
        return columns.column(UUID[]::new, InstanceRow::id).texts(row -> row.entry().origin().unit())
                .texts(InstanceRow::identity).texts(row -> row.entry().study().uid())
                .texts(row -> row.entry().series().uid()).texts(image.andThen(ImageEntry::sopInstanceUid))
                .texts(image.andThen(ImageEntry::sopClassUid)).texts(image.andThen(ImageEntry::transferSyntaxUid))
                .numbers(row -> row.entry().image().instanceNumber()).numbers(row -> row.entry().image().rows())
                .numbers(row -> row.entry().image().columns()).numbers(row -> row.entry().image().bitsAllocated())
                .numbers(row -> row.entry().image().numberOfFrames()).texts(row -> row.instance().object().key())
                .column(Long[]::new, row -> row.instance().object().length())
                .numbers(row -> row.entry().dataSetOffset()).texts(InstanceRow::sha256)
                .column(Long[]::new, row -> row.entry().pixels().offset())
                .column(Long[]::new, row -> row.entry().pixels().length())
                .column(Buffer[]::new, row -> FrameBytes.of(row.entry().pixels()))
                .texts(row -> row.entry().origin().source()).texts(row -> row.entry().origin().target())
                .texts(row -> row.entry().origin().priority()).texts(row -> row.urgency().name())
                .texts(InstanceRow::urgencySource).tuple();
    }

    private List<InstanceRow> distinct(Function<InstanceRow, String> key) {
        var first = new TreeMap<String, InstanceRow>();
        rows.forEach(row -> first.putIfAbsent(key.apply(row), row));
        return List.copyOf(first.values());
    }

    /** Parameters put together column by column. */
    private static final class Columns<T> {
        private final List<T> rows;
        private final List<Object> arrays = new ArrayList<>();

        Columns(List<T> rows) {
            this.rows = rows;
        }

        Columns<T> ids() {
            return column(UUID[]::new, row -> UuidV7.next());
        }

        Columns<T> texts(Function<T, String> text) {
            arrays.add(rows.stream().map(text).toArray(String[]::new));
            return this;
        }

        Columns<T> numbers(Function<T, @Nullable Integer> number) {
            return column(Integer[]::new, number);
        }

        <V> Columns<T> column(IntFunction<@Nullable V[]> array, Function<T, @Nullable V> value) {
            @Nullable
            V[] values = array.apply(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                values[i] = value.apply(rows.get(i));
            }
            arrays.add(values);
            return this;
        }

        Tuple tuple() {
            return Tuple.from(arrays);
        }
    }
}
