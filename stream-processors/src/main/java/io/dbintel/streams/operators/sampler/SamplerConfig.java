package io.dbintel.streams.operators.sampler;

import io.dbintel.runtime.config.InvalidSettingException;
import io.dbintel.runtime.config.Setting;
import io.dbintel.streams.operators.sampler.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * What of the statements and sessions that are not among the greatest leaves under its own name.
 *
 * @param rules in order; the first that applies decides
 * @param window time in which a statement is decided the same way, database clock
 * @param targetPerMinute records per minute that an instance should have
 * @param maxDecisionsPerSecond rows and sessions of an instance that rules decide about, for each
 *     second of the database clock
 * @param sessionsPerTick sessions of a part of a tick that are kept whatever the rules say, the
 *     longest running
 * @param shadow whether it only counts what it would do
 */
public record SamplerConfig(
    @Setting(
            description =
                "Rules in order of priority; the first that applies says which share is kept. What"
                    + " no rule applies to is not kept.",
            defaultValue = DEFAULT_RULES,
            max = "32")
        List<RuleConfig> rules,
    @Setting(
            description = "Time, by the database clock, in which a statement is decided alike.",
            defaultValue = "1m",
            min = "1s",
            max = "1h")
        Duration window,
    @Setting(
            description =
                "Records a minute that an instance should have at most; rates move down, the least"
                    + " valuable first, to meet it.",
            defaultValue = "6000",
            min = "1",
            max = "10000000")
        int targetPerMinute,
    @Setting(
            description =
                "Rows and sessions of an instance that rules decide about, for each second of its"
                    + " database clock; further ones are not kept.",
            defaultValue = "5000",
            min = "1",
            max = "1000000")
        int maxDecisionsPerSecond,
    @Setting(
            description =
                "Sessions of a tick, or of each part of one that has several, that are kept"
                    + " whatever the rules say: those that have run the longest.",
            defaultValue = "100",
            min = "0",
            max = "10000")
        int sessionsPerTick,
    @Setting(
            description =
                "Whether rules only count what they would do: then statements are named by their"
                    + " share of the time alone, and every session is kept.",
            defaultValue = "false")
        boolean shadow) {

  static final String DEFAULT_RULES =
      "[{name: errors, when: \"severity_number >= 13\", rate: 1},"
          + " {name: slow, when: \"mean_exec_time > 1000\", rate: 1},"
          + " {name: moderate, when: \"mean_exec_time > 100\", rate: 0.5},"
          + " {name: cpu_intensive, when: \"cpu_time > 500\", rate: 0.75},"
          + " {name: high_io, when: \"blk_read_time + blk_write_time > 100\", rate: 0.6},"
          + " {name: fast, when: \"mean_exec_time < 10\", rate: 0.01},"
          + " {name: default, when: \"true\", rate: 0.1}]";

  /**
   * Checks that names are unique.
   *
   * @throws InvalidSettingException when two rules have one name
   */
  public SamplerConfig {
    rules = List.copyOf(rules);
    TreeSet<String> names = new TreeSet<>();
    for (RuleConfig rule : rules) {
      if (!names.add(rule.name())) {
        throw new InvalidSettingException(
            "rules",
            "two rules with the name " + rule.name(),
            "a name for each rule that no other has",
            "rename one of them");
      }
    }
  }

  /** The rules, ready to be evaluated. */
  List<Rule> compiled() {
    return rules.stream().map(RuleConfig::compile).toList();
  }
}
