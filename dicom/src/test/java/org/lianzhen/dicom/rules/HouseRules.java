package org.lianzhen.dicom.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Rules that hold in every module. */
public final class HouseRules {
    /** A package is named after what it is about. */
    private static final ArchRule TELLING_PACKAGE_NAMES = noClasses().should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..",
                    "..helpers..")
            .allowEmptyShould(true);

    private static final ArchRule NO_CYCLES = slices().matching("org.lianzhen.(**)").should().beFreeOfCycles()
            .allowEmptyShould(true);

    private static final ArchRule NULL_MARKED_PACKAGES = classes().should(new NullMarkedPackage())
            .allowEmptyShould(true);

    /** A record is a value: it owns no buffer that must be released and no array that can change. */
    private static final ArchRule RECORDS_ARE_VALUES = classes().that().areRecords().should(new HoldOnlyValues())
            .allowEmptyShould(true);

    static final List<ArchRule> ALL = List.of(TELLING_PACKAGE_NAMES, NO_CYCLES, NULL_MARKED_PACKAGES,
            RECORDS_ARE_VALUES);

    private HouseRules() {}

    /** Only code in {@code home} may use the classes of {@code libraries}. */
    public static ArchRule onlyIn(String home, String... libraries) {
        return noClasses().that().resideOutsideOfPackage(home).should().dependOnClassesThat()
                .resideInAnyPackage(libraries).allowEmptyShould(true);
    }

    private static final class NullMarkedPackage extends ArchCondition<JavaClass> {
        NullMarkedPackage() {
            super("be in a package whose package-info.java says @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(type, "package " + type.getPackageName() + " of "
                        + type.getSimpleName() + " has no package-info.java with @NullMarked"));
            }
        }
    }

    private static final class HoldOnlyValues extends ArchCondition<JavaClass> {
        HoldOnlyValues() {
            super("hold neither ByteBuf nor array");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaField field : type.getFields()) {
                if (!field.getModifiers().contains(JavaModifier.STATIC) && holdsBufferOrArray(field.getType())) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is a "
                            + field.getType().getName()));
                }
            }
        }

        private static boolean holdsBufferOrArray(JavaType type) {
            return type.toErasure().isArray() || type.getAllInvolvedRawTypes().stream()
                    .anyMatch(raw -> raw.isArray() || raw.isAssignableTo("io.netty.buffer.ByteBuf"));
        }
    }
}
