package org.lianzhen.dicom.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which package may import which, one row a package. Names are relative to {@code org.lianzhen}; a row stands for its
 * subpackages too, and {@code "dicom"} in a row's list allows every package of that library.
 */
public final class ImportTable {
    private static final String ROOT = "org.lianzhen.";

    private final Map<String, Set<String>> rows = new LinkedHashMap<>();

    /** Adds the row of {@code name}, which may import itself and {@code allowed}. */
    public ImportTable row(String name, String... allowed) {
        rows.put(name, Set.of(allowed));
        return this;
    }

    /** The offences of {@code classes}, one sentence each, sorted; empty when they keep to the table. */
    public Set<String> offences(JavaClasses classes) {
        var offences = new TreeSet<String>();
        for (JavaClass origin : classes) {
            Optional<String> row = rowOf(origin);
            if (row.isEmpty()) {
                offences.add("package " + origin.getPackageName() + " has no row in the import table");
            } else {
                offencesOf(origin, row.get()).forEach(offences::add);
            }
        }
        return offences;
    }

    private Stream<String> offencesOf(JavaClass origin, String row) {
        Set<String> allowed = rows.getOrDefault(row, Set.of());
        return origin.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getPackageName().startsWith(ROOT))
                .filter(target -> !within(target, row) && allowed.stream().noneMatch(name -> within(target, name)))
                .map(target -> row + " may not import " + target.getPackageName() + ", yet " + origin.getName()
                        + " uses " + target.getName());
    }

    private Optional<String> rowOf(JavaClass type) {
        return rows.keySet().stream().filter(name -> within(type, name)).findFirst();
    }

    private static boolean within(JavaClass type, String name) {
        return (type.getPackageName() + ".").startsWith(ROOT + name + ".");
    }
}
