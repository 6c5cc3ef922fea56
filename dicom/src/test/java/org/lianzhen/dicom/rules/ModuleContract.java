package org.lianzhen.dicom.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every module's {@code ArchitectureTest} checks; a module adds its import table and rules of its own. */
public abstract class ModuleContract {
    private final JavaClasses classes;
    private final ImportTable imports;
    private final SizeGuide sizes;
    private final List<ArchRule> ownRules;

    protected ModuleContract(String rootPackage, ImportTable imports, SizeGuide sizes, ArchRule... ownRules) {
        this.imports = imports;
        this.sizes = sizes;
        this.ownRules = List.of(ownRules);
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(rootPackage);
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.concat(HouseRules.ALL.stream(), ownRules.stream())
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    @Test
    void importsOnlyWhatTheTableNames() {
        assertThat(imports.offences(classes)).isEmpty();
    }

    @Test
    void filesAndMethodsAreSmall() {
        assertThat(sizes.sizeOffences()).isEmpty();
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(sizes.parameterOffences()).isEmpty();
    }

    /** Lines of test code wanted for each 100 lines of code, comments and blank lines aside. */
    protected int testShare() {
        return 100;
    }

    @Test
    void hasAsMuchTestCodeAsCode() {
        assertThat(sizes.testOffences("", testShare())).isEmpty();
    }
}
