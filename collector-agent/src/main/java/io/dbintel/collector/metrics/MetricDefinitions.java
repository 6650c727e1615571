package io.dbintel.collector.metrics;

import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.util.Set;

/** The metrics that a system's catalogue lists; nothing else may be emitted. */
public final class MetricDefinitions {

  private final SystemCatalogue catalogue;

  /** The metrics of a system. */
  public MetricDefinitions(SystemCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The definition of a metric that is about to be emitted.
   *
   * @param group group that it is read in
   * @param name its name
   * @param attributes names of the attributes of its points
   * @throws PollFailure when the catalogue has no such metric, or has it in another group or with
   *     other attributes
   */
  public MetricDefinition require(String group, String name, Set<String> attributes)
      throws PollFailure {
    MetricDefinition metric =
        catalogue
            .metric(name)
            .orElseThrow(() -> refused(name, "is not listed", "add it under metrics"));
    if (!metric.group().equals(group)) {
      throw refused(
          name,
          "is in group " + metric.group() + ", but was read in " + group,
          "correct one of them");
    }
    if (!Set.copyOf(metric.attributes()).equals(attributes)) {
      throw refused(
          name,
          "has attributes " + metric.attributes() + ", but was read with " + attributes,
          "correct one of them");
    }
    return metric;
  }

  private PollFailure refused(String name, String problem, String fix) {
    return new PollFailure(
        "catalogue_mismatch",
        "metric " + name + " " + problem + " in catalogue " + catalogue.system() + ".yaml; " + fix,
        false,
        null);
  }
}
