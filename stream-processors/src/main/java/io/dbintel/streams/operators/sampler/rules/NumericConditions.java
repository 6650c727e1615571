package io.dbintel.streams.operators.sampler.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.function.Function;

/**
 * Turns the comparisons of numbers in a checked expression, and what joins them, into predicates on
 * primitives, so that a row costs no boxing. Arithmetic and comparisons are those of IEEE 754, as
 * the language demands. Any other part of the expression becomes a program of the interpreter.
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

  private static final long FIRST_INEXACT = 1L << 53;

  private final Function<CelExpr, Test> interpreter;

  /**
   * Compiles.
   *
   * @param interpreter makes a program of what is not compiled
   */
  NumericConditions(Function<CelExpr, Test> interpreter) {
    this.interpreter = interpreter;
  }

  /** The predicate that says what the expression says. */
  Test compile(CelExpr expression) {
    Test test = null;
    if (expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      boolean value = expression.constant().booleanValue();
      test = sampled -> value;
    } else if (expression.getKind() == CelExpr.ExprKind.Kind.CALL) {
      test = call(expression.call().function(), expression.call().args());
    }
    return test == null ? interpreter.apply(expression) : test;
  }

  private Test call(String function, List<CelExpr> arguments) {
    return switch (function) {
      case "!_" -> not(compile(arguments.get(0)));
      case "_&&_" -> and(compile(arguments.get(0)), compile(arguments.get(1)));
      case "_||_" -> or(compile(arguments.get(0)), compile(arguments.get(1)));
      case "_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_" ->
          comparison(function, number(arguments.get(0)), number(arguments.get(1)));
      default -> null;
    };
  }

  private static Test not(Test inner) {
    return sampled -> !inner.test(sampled);
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
