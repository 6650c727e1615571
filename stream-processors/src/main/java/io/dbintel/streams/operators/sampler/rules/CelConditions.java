package io.dbintel.streams.operators.sampler.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles expressions of the Common Expression Language (<a
 * href="https://github.com/google/cel-spec">cel-spec</a>), type-checked against {@link
 * SampleField}. Numbers are doubles, and whole numbers may be compared with them. Regular
 * expressions are RE2's, so evaluation takes time linear in the text. There is no clock and no
 * chance in the language.
 */
public final class CelConditions {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private CelConditions() {}

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setResultType(SimpleType.BOOL);
    for (SampleField field : SampleField.values()) {
      builder.addVar(field.label(), field.numeric() ? SimpleType.DOUBLE : SimpleType.STRING);
    }
    return builder.build();
  }

  /**
   * Every mistake of an expression, each with line and column in it, both from 1; empty when there
   * is none.
   */
  public static List<String> mistakes(String expression) {
    List<String> mistakes = new ArrayList<>();
    for (CelIssue issue : COMPILER.compile(expression).getErrors()) {
      mistakes.add(
          issue.getSourceLocation().getLine()
              + ":"
              + (issue.getSourceLocation().getColumn() + 1)
              + " "
              + issue.getMessage().lines().findFirst().orElse("cannot be read"));
    }
    return mistakes;
  }

  /**
   * Compiles an expression: comparisons of numbers and what joins them become predicates on
   * primitives, everything else programs of the interpreter.
   *
   * @throws IllegalArgumentException when it has {@link #mistakes}
   */
  public static Condition compile(String expression) {
    CelAbstractSyntaxTree ast = checked(expression);
    List<Program> programs = new ArrayList<>();
    NumericConditions.Test test =
        new NumericConditions(
                (part, wanted) -> {
                  programs.add(program(part, ast, wanted));
                  return programs.get(programs.size() - 1);
                })
            .compile(ast.getExpr());
    return new CompiledCondition(test, !programs.isEmpty());
  }

  /** Has the interpreter evaluate the expression, whatever is in it. */
  static Condition interpret(String expression) {
    CelAbstractSyntaxTree ast = checked(expression);
    return new CompiledCondition(program(ast.getExpr(), ast, true), true);
  }

  private static CelAbstractSyntaxTree checked(String expression) {
    try {
      return COMPILER.compile(expression).getAst();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(expression + ": " + e.getMessage(), e);
    }
  }

  private static Program program(CelExpr part, CelAbstractSyntaxTree whole, boolean wanted) {
    try {
      return new Program(
          RUNTIME.createProgram(
              CelAbstractSyntaxTree.newCheckedAst(
                  part, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap())),
          wanted);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private record CompiledCondition(NumericConditions.Test test, boolean interpreted)
      implements Condition {
    @Override
    public boolean holds(Sampled sampled) {
      return test.test(sampled);
    }
  }

  private record Program(CelRuntime.Program program, Boolean wanted)
      implements NumericConditions.Test {
    @Override
    public boolean test(Sampled sampled) {
      try {
        return wanted.equals(program.eval(name -> value(name, sampled)));
      } catch (CelEvaluationException cannotBeEvaluated) {
        // such as a division by zero, or a number that is not known
        return false;
      }
    }

    private static Optional<Object> value(String name, Sampled sampled) {
      Optional<SampleField> field = SampleField.number(name);
      if (field.isEmpty()) {
        return Optional.of(sampled.text(SampleField.text(name)));
      }
      double number = sampled.number(field.get());
      return Double.isNaN(number) ? Optional.empty() : Optional.of(number);
    }
  }
}
