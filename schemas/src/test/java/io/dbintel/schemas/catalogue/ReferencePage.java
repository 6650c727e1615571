package io.dbintel.schemas.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the reference page of a system from its catalogue, as Markdown. */
final class ReferencePage {

  private final SystemCatalogue catalogue;
  private final StringBuilder page = new StringBuilder();

  private ReferencePage(SystemCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  static String of(SystemCatalogue catalogue) {
    ReferencePage reference = new ReferencePage(catalogue);
    reference.head();
    catalogue.statements().ifPresent(reference::statements);
    reference.metrics();
    reference.signals();
    reference.attributes();
    reference.events();
    return reference.page.toString();
  }

  private void head() {
    line("# " + catalogue.displayName());
    line("");
    line(
        "Generated from `schemas/src/main/resources/io/dbintel/catalogue/"
            + catalogue.system()
            + ".yaml`; a test keeps it current.");
  }

  private void statements(StatementCatalogue statements) {
    StatementKeyLayout key = statements.key();
    section("Statement counters");
    line(statements.description());
    line("");
    line("Key of a row, " + key.length() + " bytes: " + key.layout());
    line("The first " + key.textLength() + " bytes identify the text.");
    line("");
    line("| number | counter | unit | role | every poll | since | |");
    line("|---|---|---|---|---|---|---|");
    for (StatementCounter counter : statements.counters()) {
      row(
          Integer.toString(counter.number()),
          code(counter.name()),
          code(counter.unit()),
          counter.role() == null ? "" : lower(counter.role()),
          counter.hot() ? "yes" : "",
          counter.since(),
          counter.description());
    }
    line("");
    line(
        "In `db.server.top_query` a counter is the attribute `"
            + statements.attributePrefix()
            + "` and its name; a time is in milliseconds there, and in nanoseconds, exactly, in"
            + " `dbintel.NAME_ns`.");
  }

  private void signals() {
    if (catalogue.signals().isEmpty()) {
      return;
    }
    section("Signals of distress");
    line("Polling rests while they are over their limit (`operators.circuit`).");
    line("");
    line("| signal | metric | divided by | limit | |");
    line("|---|---|---|---|---|");
    for (SignalDefinition signal : catalogue.signals()) {
      row(
          code(signal.name()),
          code(signal.metric()),
          signal.of() == null ? "" : code(signal.of()),
          Double.toString(signal.limit()),
          signal.description());
    }
  }

  private void metrics() {
    if (catalogue.metrics().isEmpty()) {
      return;
    }
    section("Metrics");
    line("| metric | unit | instrument | temporality | type | attributes | versions | |");
    line("|---|---|---|---|---|---|---|---|");
    for (MetricDefinition metric : catalogue.metrics()) {
      row(
          code(metric.name()),
          code(metric.unit()),
          lower(metric.instrument()),
          metric.temporality() == null ? "" : lower(metric.temporality()),
          lower(metric.type()),
          codes(metric.attributes()),
          metric.since() + (metric.until() == null ? " and later" : " to " + metric.until()),
          metric.description());
    }
  }

  private void attributes() {
    if (catalogue.attributes().isEmpty()) {
      return;
    }
    section("Attributes of metrics");
    line("| attribute | values | |");
    line("|---|---|---|");
    for (AttributeDefinition attribute : catalogue.attributes()) {
      row(code(attribute.name()), codes(attribute.values()), attribute.description());
    }
  }

  private void events() {
    section("Events");
    for (EventDefinition event : catalogue.events()) {
      line("### " + event.name());
      line("");
      line(event.description());
      line("");
      line("| attribute | type | |");
      line("|---|---|---|");
      for (EventDefinition.Attribute attribute : event.attributes()) {
        row(
            code(attribute.prefix() ? attribute.name() + "*" : attribute.name()),
            lower(attribute.type()),
            attribute.description());
      }
      line("");
    }
  }

  private void section(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(ReferencePage::code).collect(Collectors.joining(", "));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace("up_down_counter", "updowncounter");
  }
}
