package io.dbintel.streams.operators.budget;

import io.dbintel.runtime.config.Glob;
import io.dbintel.runtime.config.Setting;

/**
 * What some tenants pay and may spend.
 *
 * @param tenant their ids as a glob: * any characters, ? one
 * @param pricePerGigabyte money for 10^9 bytes; null for the price of all
 * @param monthlyBudget money for a calendar month in UTC; 0 for no budget; null for the budget of
 *     all
 */
public record TenantBudgetConfig(
    @Setting(
            description = "Tenants, by a pattern: * stands for any characters, ? for one.",
            required = true,
            min = "1",
            max = "100")
        String tenant,
    @Setting(
            description = "Money for 10^9 bytes; left out, operators.budget.pricePerGigabyte.",
            min = "0",
            max = "1000000")
        Double pricePerGigabyte,
    @Setting(
            description =
                "Money that may be spent in a calendar month, UTC; 0 for no budget; left out,"
                    + " operators.budget.monthlyBudget.",
            min = "0",
            max = "1000000000000")
        Double monthlyBudget) {

  /** Whether it is about the tenant. */
  boolean matches(String id) {
    return Glob.pattern(tenant).matcher(id).matches();
  }
}
