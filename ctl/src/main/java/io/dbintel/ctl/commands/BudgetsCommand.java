package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import picocli.CommandLine.Command;

/** Lists what tenants have spent. */
@Command(name = "budgets", description = "Lists what each tenant has spent and may spend.")
public final class BudgetsCommand extends ApiCommand {

  /** With these options. */
  public BudgetsCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    Answer answer = client.get("/budgets");
    if (!printedAsJson(answer)) {
      Table table =
          Table.of(
              "tenant", "month", ">spent", ">forecast", ">budget", ">spent of it", "reduction");
      for (JsonNode budget : answer.json().path("budgets")) {
        table.add(
            Units.text(budget.path("tenant")),
            Units.text(budget.path("month")),
            money(budget, "spent"),
            money(budget, "forecast"),
            money(budget, "budget"),
            share(budget.path("spent"), budget.path("budget")),
            Units.text(budget.path("level")) + " " + Units.text(budget.path("level_name")));
      }
      say(table, "no tenant yet");
    }
    remarkIfPartial(answer.json());
    return done();
  }

  private static String money(JsonNode budget, String field) {
    JsonNode currency = budget.path("currency");
    String amount = Units.amount(budget.path(field));
    return currency.isTextual() && budget.path(field).isNumber()
        ? amount + " " + currency.asText()
        : amount;
  }

  private static String share(JsonNode spent, JsonNode budget) {
    return spent.isNumber() && budget.asDouble() > 0
        ? Math.round(spent.asDouble() / budget.asDouble() * 100) + " %"
        : "-";
  }
}
