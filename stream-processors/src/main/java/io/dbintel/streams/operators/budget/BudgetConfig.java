package io.dbintel.streams.operators.budget;

import io.dbintel.runtime.config.Setting;
import io.dbintel.streams.insights.ResultClass;
import java.util.List;

/**
 * What results cost, what may be spent, and what is withheld to stay within it.
 *
 * @param shadow whether cost control decides and reports, and withholds nothing
 * @param pricePerGigabyte money for 10^9 billed bytes; 0 when not known
 * @param monthlyBudget money for a tenant and a calendar month in UTC; 0 for no budget
 * @param tenants exceptions; the first that matches a tenant holds
 * @param eventCalibration billed bytes of events or logs for each estimated one
 * @param metricCalibration billed bytes of metrics for each estimated one
 * @param lowerBelow share of the budget below which the forecast must be to withhold less
 * @param reductions what the levels withhold
 */
public record BudgetConfig(
    @Setting(
            description = "Whether cost control only decides and reports, and withholds nothing.",
            defaultValue = "false")
        boolean shadow,
    @Setting(
            description =
                "Money for 10^9 billed bytes, in the currency of the budget; 0 when not known.",
            defaultValue = "0",
            min = "0",
            max = "1000000")
        double pricePerGigabyte,
    @Setting(
            description =
                "Money that a tenant may spend in a calendar month, UTC; 0 for no budget, then"
                    + " nothing is ever withheld.",
            defaultValue = "0",
            min = "0",
            max = "1000000000000")
        double monthlyBudget,
    @Setting(description = "Prices and budgets of some tenants; the first that matches holds.")
        List<TenantBudgetConfig> tenants,
    @Setting(
            description = "Bytes billed for events or logs, for each byte estimated.",
            defaultValue = "1",
            min = "0.01",
            max = "100")
        double eventCalibration,
    @Setting(
            description = "Bytes billed for metrics, for each byte estimated.",
            defaultValue = "1",
            min = "0.01",
            max = "100")
        double metricCalibration,
    @Setting(
            description =
                "Share of the budget below which the forecast with less withheld must be before"
                    + " less is withheld.",
            defaultValue = "0.9",
            min = "0.1",
            max = "1")
        double lowerBelow,
    @Setting(description = "What is withheld.") ReductionConfig reductions) {

  /**
   * Checks that what has a budget has a price.
   *
   * @throws IllegalArgumentException when one has none
   */
  public BudgetConfig {
    tenants = List.copyOf(tenants);
    require("monthlyBudget", monthlyBudget, pricePerGigabyte);
    for (TenantBudgetConfig one : tenants) {
      require(
          "monthlyBudget of tenant " + one.tenant(),
          or(one.monthlyBudget(), monthlyBudget),
          or(one.pricePerGigabyte(), pricePerGigabyte));
    }
  }

  private static void require(String name, double budget, double price) {
    if (budget > 0 && price == 0) {
      throw new IllegalArgumentException(
          "a pricePerGigabyte above 0 where there is a budget, found " + name + " " + budget);
    }
  }

  private static double or(Double value, double otherwise) {
    return value == null ? otherwise : value;
  }

  /** What the tenant pays and may spend. */
  BudgetPlan planOf(String tenant) {
    for (TenantBudgetConfig one : tenants) {
      if (one.matches(tenant)) {
        return new BudgetPlan(
            or(one.pricePerGigabyte(), pricePerGigabyte), or(one.monthlyBudget(), monthlyBudget));
      }
    }
    return new BudgetPlan(pricePerGigabyte, monthlyBudget);
  }

  /** Billed bytes for each estimated byte of the class. */
  double calibration(ResultClass kind) {
    return kind.isMetric() ? metricCalibration : eventCalibration;
  }
}
