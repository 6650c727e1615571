package io.dbintel.streams.operators.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.streams.operators.sampler.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerConfigTest {

  @Test
  void shippedRulesAreThoseOfTheDocumentationAndNoneIsInterpreted() {
    SamplerConfig config = parse("{}");
    assertThat(config.rules())
        .extracting(RuleConfig::name)
        .containsExactly(
            "errors", "slow", "moderate", "cpu_intensive", "high_io", "fast", "default");
    List<Rule> rules = config.compiled();
    assertThat(rules).extracting(Rule::rate).containsExactly(1.0, 1.0, 0.5, 0.75, 0.6, 0.01, 0.1);
    assertThat(rules).noneMatch(rule -> rule.condition().interpreted());
  }

  @Test
  void everyMistakeOfEveryRuleIsToldWithPathRuleAndPlace() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    rules:
                      - {name: a, when: "mean_exec_tme > 10 || clls > 2", rate: 1}
                      - {name: b, when: "calls > 2", rate: 1}
                      - {name: c, when: "user_name > 3", rate: 0.5}
                      - {name: d, when: "calls > 2", rate: 1.5}
                    """))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rules[0].when (line:2)")
        .hasMessageContaining(
            "of rule a, with mistakes at 1:1 undeclared reference to 'mean_exec_tme'")
        .hasMessageContaining("1:23 undeclared reference to 'clls'")
        .hasMessageContaining("the numbers calls, rows,")
        .hasMessageContaining("rules[2].when")
        .hasMessageContaining("rules[3].rate")
        .hasMessageNotContaining("rules[1]");
  }

  @Test
  void twoRulesHaveTwoNames() {
    assertThatThrownBy(
            () ->
                parse(
                    "rules: [{name: a, when: \"true\", rate: 1}, {name: a, when: \"true\", rate:"
                        + " 0}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rules")
        .hasMessageContaining("two rules with the name a");
  }

  private static SamplerConfig parse(String yaml) {
    return ConfigLoader.parse(SamplerConfig.class, yaml);
  }
}
