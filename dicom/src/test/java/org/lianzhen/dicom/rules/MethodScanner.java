package org.lianzhen.dicom.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.lianzhen.dicom.rules.SourceFile.Method;

/** Collects the methods of one file. */
final class MethodScanner extends TreePathScanner<Void, Void> {
    private final List<Method> found = new ArrayList<>();
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final Path file;

    private MethodScanner(CompilationUnitTree unit, Trees trees, Path file) {
        this.unit = unit;
        this.trees = trees;
        this.file = file;
    }

    static List<Method> methodsOf(CompilationUnitTree unit, Trees trees, Path file) {
        var scanner = new MethodScanner(unit, trees, file);
        scanner.scan(unit, null);
        return scanner.found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        var positions = trees.getSourcePositions();
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
        var type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        String name = type.getSimpleName() + "." + method.getName();
        found.add(new Method(file, name, (int) first, (int) (last - first + 1), chosenParameters(method, type)));
        return super.visitMethod(method, null);
    }

    private static int chosenParameters(MethodTree method, ClassTree type) {
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
        return overrides || isCanonical(method, type) ? 0 : method.getParameters().size();
    }

    private static boolean isCanonical(MethodTree method, ClassTree type) {
        return type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null
                && method.getParameters().size() == components(type);
    }

    private static long components(ClassTree record) {
        return record.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
    }
}
