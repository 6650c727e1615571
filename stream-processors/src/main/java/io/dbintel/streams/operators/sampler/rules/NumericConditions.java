package io.dbintel.streams.operators.sampler.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;

/**
 * Turns the comparisons of numbers in a checked expression, and what joins them, into predicates on
 * primitives, so that a row costs no boxing. Arithmetic and comparisons are those of IEEE 754, as
 * the language demands. Any other part of the expression becomes a program of the interpreter.
 *
 * <p>A negation goes down to the parts that it negates: a part that cannot be evaluated is neither
 * true nor false, so its negation does not hold either.
 */
final class NumericConditions {
  /** A predicate on the fields of what is sampled. */
  interface Test {
    boolean test(Sampled sampled);
  }

  /** A number made of the fields of what is sampled. */
  interface Value {
    double of(Sampled sampled);
  }

  /** Makes programs of what is not compiled. */
  interface Interpreter {
    /** The predicate that the expression can be evaluated and is {@code wanted}. */
    Test program(CelExpr expression, boolean wanted);
  }

  private static final long FIRST_INEXACT = 1L << 53;

  private final Interpreter interpreter;

  /**
   * Compiles.
   *
   * @param interpreter makes a program of what is not compiled
   */
  NumericConditions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The predicate that says what the expression says. */
  Test compile(CelExpr expression) {
    return compile(expression, true);
  }

  private Test compile(CelExpr expression, boolean wanted) {
    Test test = null;
    if (expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      boolean value = expression.constant().booleanValue() == wanted;
      test = sampled -> value;
    } else if (expression.getKind() == CelExpr.ExprKind.Kind.CALL) {
      test = call(expression.call().function(), expression.call().args(), wanted);
    }
    return test == null ? interpreter.program(expression, wanted) : test;
  }

  private Test call(String function, List<CelExpr> arguments, boolean wanted) {
    return switch (function) {
      case "!_" -> compile(arguments.get(0), !wanted);
      case "_&&_" -> joined(arguments, wanted, wanted);
      case "_||_" -> joined(arguments, !wanted, wanted);
      case "_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_" ->
          wanted(wanted, comparison(function, number(arguments.get(0)), number(arguments.get(1))));
      default -> null;
    };
  }

  /** Both are {@code wanted}, or one is. */
  private Test joined(List<CelExpr> arguments, boolean both, boolean wanted) {
    Test left = compile(arguments.get(0), wanted);
    Test right = compile(arguments.get(1), wanted);
    return both ? and(left, right) : or(left, right);
  }

  private static Test wanted(boolean wanted, Test test) {
    return test == null || wanted ? test : sampled -> !test.test(sampled);
  }

  private static Test and(Test left, Test right) {
    return sampled -> left.test(sampled) && right.test(sampled);
  }

  private static Test or(Test left, Test right) {
    return sampled -> left.test(sampled) || right.test(sampled);
  }

  private static Test comparison(String operator, Value left, Value right) {
    if (left == null || right == null) {
      return null;
    }
    return switch (operator) {
      case "_<_" -> sampled -> left.of(sampled) < right.of(sampled);
      case "_<=_" -> sampled -> left.of(sampled) <= right.of(sampled);
      case "_>_" -> sampled -> left.of(sampled) > right.of(sampled);
      case "_>=_" -> sampled -> left.of(sampled) >= right.of(sampled);
      case "_==_" -> sampled -> left.of(sampled) == right.of(sampled);
      default -> sampled -> left.of(sampled) != right.of(sampled);
    };
  }

  private static Value number(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression.constant());
      case IDENT ->
          SampleField.number(expression.ident().name())
              .<Value>map(NumericConditions::field)
              .orElse(null);
      case CALL -> arithmetic(expression.call().function(), expression.call().args());
      default -> null;
    };
  }

  private static Value field(SampleField field) {
    return sampled -> sampled.number(field);
  }

  /**
   * A whole number that a double does not hold exactly is left to the interpreter, which compares
   * it exactly.
   */
  private static Value constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case DOUBLE_VALUE -> {
        double value = constant.doubleValue();
        yield sampled -> value;
      }
      case INT64_VALUE -> whole(constant.int64Value());
      default -> null;
    };
  }

  private static Value whole(long value) {
    double exact = value;
    return Math.abs(exact) < FIRST_INEXACT ? sampled -> exact : null;
  }

  private static Value arithmetic(String operator, List<CelExpr> arguments) {
    // arithmetic on whole numbers alone is integer arithmetic, also in a division
    if (arguments.stream().noneMatch(NumericConditions::isDouble)) {
      return null;
    }
    Value left = number(arguments.get(0));
    Value right = arguments.size() > 1 ? number(arguments.get(1)) : left;
    if (left == null || right == null) {
      return null;
    }
    return switch (operator) {
      case "-_" -> sampled -> -left.of(sampled);
      case "_+_" -> sampled -> left.of(sampled) + right.of(sampled);
      case "_-_" -> sampled -> left.of(sampled) - right.of(sampled);
      case "_*_" -> sampled -> left.of(sampled) * right.of(sampled);
      case "_/_" -> sampled -> left.of(sampled) / right.of(sampled);
      default -> null;
    };
  }

  /** The checker lets no operator of arithmetic mix doubles and whole numbers. */
  private static boolean isDouble(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> expression.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE;
      case IDENT -> true;
      case CALL -> expression.call().args().stream().anyMatch(NumericConditions::isDouble);
      default -> false;
    };
  }
}
