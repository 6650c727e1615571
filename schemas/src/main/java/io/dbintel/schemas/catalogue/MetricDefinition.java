package io.dbintel.schemas.catalogue;

import java.util.List;

/**
 * A metric of a system.
 *
 * @param name by the names of OpenTelemetry's collector receiver where it has the metric
 * @param description one line
 * @param unit UCUM unit
 * @param instrument kind
 * @param temporality how a sum leaves: differences of a counter are made in the stream; null for a
 *     gauge
 * @param type whether values are integers or floating-point numbers
 * @param group the query that reads it, and the part of stored state that its series are in
 * @param attributes names of the attributes of its points
 * @param since first server version that has it
 * @param until last server version that has it; null for every later one
 */
public record MetricDefinition(
    String name,
    String description,
    String unit,
    Instrument instrument,
    Temporality temporality,
    ValueType type,
    String group,
    List<String> attributes,
    String since,
    String until) {

  public MetricDefinition {
    Required.text("name of a metric", name);
    Required.text("description of " + name, description);
    Required.text("unit of " + name, unit);
    Required.present("instrument of " + name, instrument);
    Required.text("group of " + name, group);
    Required.text("since of " + name, since);
    attributes = attributes == null ? List.of() : List.copyOf(attributes);
    if (type != ValueType.INT && type != ValueType.DOUBLE) {
      throw new IllegalArgumentException(
          "type of " + name + " is " + type + "; expected int or double");
    }
    if ((temporality == null) != (instrument == Instrument.GAUGE)) {
      throw new IllegalArgumentException(
          "temporality of "
              + name
              + " is "
              + temporality
              + "; expected one for a sum and none for a gauge");
    }
  }

  /** Whether its points are differences of a counter. */
  public boolean isCounter() {
    return instrument == Instrument.COUNTER;
  }

  /** Whether a server of the version has it. */
  public boolean isIn(String serverVersion) {
    return ServerVersion.compare(serverVersion, since) >= 0
        && (until == null || ServerVersion.compare(serverVersion, until) <= 0);
  }
}
