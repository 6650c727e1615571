package io.dbintel.streams.operators.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.streams.insights.ResultClass;
import org.junit.jupiter.api.Test;

class BudgetConfigTest {

  static BudgetConfig config(String yaml) {
    return ConfigLoader.parse(BudgetConfig.class, yaml);
  }

  @Test
  void withoutSettingsNobodyHasABudget() {
    BudgetConfig config = config("{}");
    assertThat(config.planOf("acme")).isEqualTo(new BudgetPlan(0, 0));
    assertThat(config.planOf("acme").isLimited()).isFalse();
    assertThat(config.shadow()).isFalse();
    assertThat(config.lowerBelow()).isEqualTo(0.9);
  }

  @Test
  void firstTenantThatMatchesHoldsAndTakesTheRestFromAll() {
    BudgetConfig config =
        config(
            "{pricePerGigabyte: 0.3, monthlyBudget: 100, tenants: ["
                + "{tenant: acme.eu, pricePerGigabyte: 0.5},"
                + "{tenant: 'acme*', monthlyBudget: 500},"
                + "{tenant: 'a?me', monthlyBudget: 0}]}");
    assertThat(config.planOf("acme.eu")).isEqualTo(new BudgetPlan(0.5, 100));
    assertThat(config.planOf("acme-us")).isEqualTo(new BudgetPlan(0.3, 500));
    assertThat(config.planOf("acmexeu")).isEqualTo(new BudgetPlan(0.3, 500));
    assertThat(config.planOf("anme")).isEqualTo(new BudgetPlan(0.3, 0));
    assertThat(config.planOf("zenith")).isEqualTo(new BudgetPlan(0.3, 100));
  }

  @Test
  void budgetNeedsAPrice() {
    assertThatThrownBy(() -> config("{monthlyBudget: 10}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pricePerGigabyte above 0")
        .hasMessageContaining("monthlyBudget 10.0");
    assertThatThrownBy(() -> config("{tenants: [{tenant: acme, monthlyBudget: 10}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tenant acme");
  }

  @Test
  void metricsAndEventsAreCalibratedApart() {
    BudgetConfig config = config("{eventCalibration: 1.5, metricCalibration: 0.5}");
    assertThat(config.calibration(ResultClass.SESSION)).isEqualTo(1.5);
    assertThat(config.calibration(ResultClass.EVENT)).isEqualTo(1.5);
    assertThat(config.calibration(ResultClass.TABLE_METRIC)).isEqualTo(0.5);
  }
}
