package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.ControlSnapshot.BudgetLine;
import io.dbintel.quickstart.view.ControlSnapshot.BudgetReport;
import io.dbintel.quickstart.view.ControlSnapshot.CircuitLine;
import io.dbintel.quickstart.view.ControlSnapshot.Happening;
import io.dbintel.quickstart.view.ControlSnapshot.PlanLine;
import io.dbintel.quickstart.view.ControlSnapshot.RateLine;
import io.dbintel.quickstart.view.ControlSnapshot.SamplingLine;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes the lines about circuits, sampling and budgets. */
final class ControlRenderer {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String ROW = "%-9s %-16s %s";
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final ZoneId zone;

  /**
   * @param zone of the times that it shows
   */
  ControlRenderer(ZoneId zone) {
    this.zone = zone;
  }

  /** Adds what is known; where nothing is yet, what it waits for. */
  void render(ControlSnapshot control, List<String> lines) {
    lines.add("CIRCUIT, SAMPLING, BUDGET");
    if (control.circuits().isEmpty()) {
      lines.add(row("circuit", "", "waiting for the first poll ..."));
    }
    control.circuits().forEach(one -> lines.add(row("circuit", one.instance(), circuit(one))));
    control.samplings().forEach(one -> addSampling(one, lines));
    if (control.budgets().isEmpty()) {
      lines.add(row("budget", "", "waiting for the first sum of bytes, one a minute ..."));
    }
    control.budgets().forEach(one -> lines.add(row("budget", one.tenant(), budget(one))));
    control.plans().forEach(one -> lines.add(row("plans", one.instance(), plans(one))));
    control.happenings().forEach(one -> lines.add(happening(one)));
  }

  private static String row(String kind, String subject, String text) {
    return "  " + String.format(ROW, kind, subject, text);
  }

  private static String circuit(CircuitLine line) {
    String why =
        line.reason().isEmpty() ? "" : " for " + line.seconds() + " s (" + line.reason() + ")";
    String effect =
        switch (line.state()) {
          case "open", "forced_open" -> "polling rests";
          case "half_open" -> "a few polls are let through as probes";
          default -> "polling goes on";
        };
    return line.state().toUpperCase(Locale.ROOT).replace('_', '-')
        + why
        + ": "
        + (line.shadow() ? "shadow mode, polling goes on" : effect);
  }

  private static void addSampling(SamplingLine line, List<String> lines) {
    lines.add(row("sampling", line.instance(), sampling(line)));
    if (!line.statementRates().isEmpty() || !line.sessionRates().isEmpty()) {
      lines.add(
          row(
              "rates",
              line.instance(),
              "statement rows "
                  + rates(line.statementRates())
                  + "; sessions "
                  + rates(line.sessionRates())));
    }
  }

  private static String rates(List<RateLine> rates) {
    if (rates.isEmpty()) {
      return "-";
    }
    return rates.stream()
        .map(one -> one.kept() + " at " + percent(one.rate()))
        .collect(Collectors.joining(", "));
  }

  private static String sampling(SamplingLine line) {
    return "named: "
        + percent(line.statements())
        + " of statement rows with "
        + percent(line.time())
        + " of the time, "
        + percent(line.sessions())
        + " of sampled sessions";
  }

  private static String percent(Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  private static String budget(BudgetLine line) {
    BudgetReport report = line.report();
    String seen =
        String.format(
            Locale.ROOT, "%.1f MB billed while watching", line.seenBytes() / BYTES_PER_MEGABYTE);
    if (report == null) {
      return seen + "; reports come hourly, the first after ten minutes";
    }
    if (report.spent() == null) {
      return seen + "; no price is configured";
    }
    String limit = report.limit() == null ? "" : " of " + money(report.limit());
    return money(report.spent())
        + limit
        + " spent in "
        + report.month()
        + ", forecast "
        + money(report.forecast())
        + ", level "
        + report.level()
        + (report.shadow() ? " (shadow mode); " : "; ")
        + seen;
  }

  private static String plans(PlanLine line) {
    return String.format(
        Locale.ROOT,
        "%d statements planned, %d structures, the dearest costs %.0f",
        line.statements(),
        line.structures(),
        line.dearest());
  }

  private static String money(double amount) {
    return String.format(Locale.ROOT, Math.abs(amount) < 1 ? "%.4f" : "%.2f", amount);
  }

  private String happening(Happening one) {
    return "  " + CLOCK.format(Instant.ofEpochMilli(one.millis()).atZone(zone)) + " " + one.text();
  }
}
