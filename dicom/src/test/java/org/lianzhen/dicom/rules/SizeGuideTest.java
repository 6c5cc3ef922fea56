package org.lianzhen.dicom.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeGuideTest {
    @TempDir
    Path module;

    @Test
    void acceptsAnEmptyModule() {
        SizeGuide guide = SizeGuide.of(module);

        assertThat(guide.sizeOffences()).isEmpty();
        assertThat(guide.parameterOffences()).isEmpty();
        assertThat(guide.testOffences("", 100)).isEmpty();
    }

    @Test
    void namesLongMethodsAndTheirLine() throws IOException {
        write("src/main/java/a/A.java", "class A {", "void shortOne() {}", "void longOne() {", lines(49), "}", "}");

        assertThat(SizeGuide.of(module).sizeOffences())
                .anyMatch(offence -> offence.contains("A.java:3 A.longOne has 51 lines"))
                .anyMatch(offence -> offence.startsWith("95 % of each method"));
    }

    @Test
    void namesLongFilesUnlessTheyAreTables() throws IOException {
        write("src/main/java/a/A.java", "class A {", lines(400), "}");

        assertThat(SizeGuide.of(module).sizeOffences()).anyMatch(offence -> offence.contains("A.java has 402 lines"));
        assertThat(SizeGuide.of(module, "A.java").sizeOffences()).isEmpty();
    }

    @Test
    void countsParametersWhereTheAuthorHadAChoice() throws IOException {
        write("src/main/java/a/A.java", "record A(int a, int b, int c, int d, int e) {",
                "A(int a, int b, int c, int d, int e) {}",
                "@Override void given(int a, int b, int c, int d, int e) {}",
                "void chosen(int a, int b, int c, int d, int e) {} }");

        assertThat(SizeGuide.of(module).parameterOffences()).singleElement().asString()
                .contains("A.java:4 A.chosen takes 5 parameters");
    }

    @Test
    void comparesTestsWithCodeByPackage() throws IOException {
        write("src/main/java/a/b/A.java", "/**", " * Says much.", " */", "class A {", "", "// why", "int one;", "}");
        write("src/test/java/a/b/ATest.java", "class ATest {", "int one;", "int two;", "}");

        assertThat(SizeGuide.of(module).testOffences("a.b", 100)).isEmpty();
        assertThat(SizeGuide.of(module).testOffences("a.b", 150)).singleElement().asString()
                .contains("a.b has 3 lines of code and 4 of tests, 5 are wanted");
    }

    private static String lines(int count) {
        return String.join("\n", Collections.nCopies(count, "//"));
    }

    private void write(String name, String... lines) throws IOException {
        Path file = module.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }
}
