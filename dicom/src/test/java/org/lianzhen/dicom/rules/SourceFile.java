package org.lianzhen.dicom.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * One Java file as far as its size matters.
 *
 * @param path where it is, seen from its module
 * @param lines how many lines it has
 * @param code how many of them are neither blank nor comment
 * @param methods its methods and constructors, those of nested and anonymous classes too
 */
record SourceFile(Path path, int lines, int code, List<Method> methods) {
    SourceFile {
        methods = List.copyOf(methods);
    }

    /** A method or constructor; {@code parameters} is 0 where its author had no choice. */
    record Method(Path file, String name, int line, int lines, int parameters) {
        @Override
        public String toString() {
            return file + ":" + line + " " + name;
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    boolean isIn(Path folder) {
        return path.startsWith(folder);
    }

    /** Every Java file under {@code sources}, a folder of {@code module}, without package-info.java. */
    static List<SourceFile> under(Path module, Path sources) {
        Path root = module.toAbsolutePath().resolve(sources);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> paths = walk.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java")).sorted().toList();
            return paths.isEmpty() ? List.of() : parse(module.toAbsolutePath(), paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SourceFile> parse(Path module, List<Path> paths) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, problem -> {}, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(paths));
            var trees = Trees.instance(task);
            return Stream.of(task.parse()).flatMap(units -> asStream(units)).map(unit -> measure(module, unit, trees))
                    .toList();
        }
    }

    private static Stream<CompilationUnitTree> asStream(Iterable<? extends CompilationUnitTree> units) {
        Stream.Builder<CompilationUnitTree> stream = Stream.builder();
        units.forEach(stream);
        return stream.build();
    }

    private static SourceFile measure(Path module, CompilationUnitTree unit, Trees trees) {
        Path path = Path.of(unit.getSourceFile().toUri());
        Path shown = module.relativize(path);
        try {
            List<String> lines = Files.readAllLines(path);
            return new SourceFile(shown, lines.size(), codeLines(lines), MethodScanner.methodsOf(unit, trees, shown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int codeLines(List<String> lines) {
        int count = 0;
        boolean comment = false;
        for (String line : lines) {
            String text = line.strip();
            comment |= text.startsWith("/*");
            if (!comment && !text.isEmpty() && !text.startsWith("//")) {
                count++;
            }
            comment &= !text.endsWith("*/");
        }
        return count;
    }
}
