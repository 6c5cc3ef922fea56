package org.lianzhen.dicom.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.lianzhen.dicom.rules.SourceFile.Method;

/** The size guide: small files, small methods, few parameters, and at least as much test code as main code. */
public final class SizeGuide {
    private static final int FILE_MEDIAN = 90;
    private static final int FILE_P95 = 300;
    private static final int FILE_MOST = 400;
    private static final int METHOD_P95 = 25;
    private static final int METHOD_MOST = 50;
    private static final int PARAMETERS_MOST = 4;
    private static final int SHOWN = 10;

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    private final List<SourceFile> main;
    private final List<SourceFile> test;

    private SizeGuide(Path module, Set<String> tables) {
        main = SourceFile.under(module, MAIN).stream().filter(file -> !tables.contains(file.name())).toList();
        test = SourceFile.under(module, TEST);
    }

    /** The guide for the module in folder {@code module}; files named in {@code tables} are mere tables, not code. */
    public static SizeGuide of(Path module, String... tables) {
        return new SizeGuide(module, Set.of(tables));
    }

    /** Files and methods that are too large, and quantiles that are. */
    public List<String> sizeOffences() {
        var offences = new ArrayList<String>();
        quantile(offences, main, SourceFile::lines, new Quantile("file", 50, FILE_MEDIAN));
        quantile(offences, main, SourceFile::lines, new Quantile("file", 95, FILE_P95));
        quantile(offences, methodsOf(main), Method::lines, new Quantile("method", 95, METHOD_P95));
        Stream.concat(main.stream(), test.stream()).filter(file -> file.lines() > FILE_MOST)
                .map(file -> file.path() + " has " + file.lines() + " lines; " + FILE_MOST + " is the most")
                .forEach(offences::add);
        Stream.concat(methodsOf(main).stream(), methodsOf(test).stream()).filter(method -> method.lines() > METHOD_MOST)
                .map(method -> method + " has " + method.lines() + " lines; " + METHOD_MOST + " is the most")
                .forEach(offences::add);
        return offences;
    }

    /** Methods of the main code that should take a record instead. */
    public List<String> parameterOffences() {
        return methodsOf(main).stream().filter(method -> method.parameters() > PARAMETERS_MOST)
                .map(method -> method + " takes " + method.parameters() + " parameters; " + PARAMETERS_MOST
                        + " is the most, else a record")
                .toList();
    }

    /** Whether package {@code name} ("" for the whole module) has test code of {@code percent} % of its main code. */
    public List<String> testOffences(String name, int percent) {
        String folder = name.replace('.', '/');
        int mainLines = codeIn(main, MAIN.resolve(folder));
        int testLines = codeIn(test, TEST.resolve(folder));
        if (testLines * 100L >= (long) mainLines * percent) {
            return List.of();
        }
        return List.of((name.isEmpty() ? "the module" : name) + " has " + mainLines + " lines of code and "
                + testLines + " of tests, " + (mainLines * (long) percent + 99) / 100 + " are wanted");
    }

    private static int codeIn(List<SourceFile> files, Path folder) {
        return files.stream().filter(file -> file.isIn(folder)).mapToInt(SourceFile::code).sum();
    }

    private static List<Method> methodsOf(List<SourceFile> files) {
        return files.stream().flatMap(file -> file.methods().stream()).toList();
    }

    private record Quantile(String what, int percent, int limit) {}

    private static <T> void quantile(List<String> offences, List<T> things, ToIntFunction<T> size, Quantile wanted) {
        List<T> sorted = things.stream().sorted(Comparator.comparingInt(size)).toList();
        int rank = (sorted.size() * wanted.percent() + 99) / 100;
        if (rank == 0 || size.applyAsInt(sorted.get(rank - 1)) <= wanted.limit()) {
            return;
        }
        List<String> above = sorted.reversed().stream().filter(thing -> size.applyAsInt(thing) > wanted.limit())
                .map(thing -> size.applyAsInt(thing) + " lines: " + where(thing)).toList();
        offences.add(wanted.percent() + " % of each " + wanted.what() + " should have at most " + wanted.limit()
                + " lines; " + above.size() + " of " + sorted.size() + " are longer:\n    "
                + String.join("\n    ", above.subList(0, Math.min(SHOWN, above.size()))));
    }

    private static String where(Object thing) {
        return thing instanceof SourceFile file ? file.path().toString() : thing.toString();
    }
}
