package io.dbintel.streams.operators.sampler;

import io.dbintel.runtime.config.InvalidSettingException;
import io.dbintel.runtime.config.Setting;
import io.dbintel.streams.operators.sampler.rules.CelConditions;
import io.dbintel.streams.operators.sampler.rules.Rule;
import io.dbintel.streams.operators.sampler.rules.SampleField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule as it is written in the configuration.
 *
 * @param name names it in metrics
 * @param when CEL expression over the fields of {@link SampleField}
 * @param rate share of what it applies to that is kept
 */
public record RuleConfig(
    @Setting(
            description = "Name of the rule; labels its counts.",
            required = true,
            pattern = "[a-z][a-z0-9_]{0,31}")
        String name,
    @Setting(
            description =
                "When the rule applies: an expression in CEL over the fields of a statement row or"
                    + " a session, such as \"mean_exec_time > 1000.0\".",
            required = true,
            max = "2000")
        String when,
    @Setting(
            description = "Share of what the rule applies to that leaves under its own name.",
            required = true,
            min = "0",
            max = "1")
        double rate) {

  /**
   * Checks the expression.
   *
   * @throws InvalidSettingException with every mistake of the expression and its place
   */
  public RuleConfig {
    List<String> mistakes = CelConditions.mistakes(when);
    if (!mistakes.isEmpty()) {
      throw new InvalidSettingException(
          "when",
          "'" + when + "' of rule " + name + ", with mistakes at " + String.join("; ", mistakes),
          "a CEL expression that is true or false, over the numbers "
              + fields(true)
              + " and the texts "
              + fields(false),
          "correct it at the line and column given");
    }
  }

  private static String fields(boolean numeric) {
    return Arrays.stream(SampleField.values())
        .filter(field -> field.numeric() == numeric)
        .map(SampleField::label)
        .collect(Collectors.joining(", "));
  }

  /** The rule, ready to be evaluated. */
  Rule compile() {
    return new Rule(name, CelConditions.compile(when), rate);
  }
}
