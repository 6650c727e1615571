package io.dbintel.schemas.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be collected from a database system: the content of the resource {@code
 * io/dbintel/catalogue/SYSTEM.yaml}. Events that do not depend on a system, and the attributes that
 * an event has for every system, are in {@code product.yaml}. Immutable and shared.
 */
public final class SystemCatalogue {

  /** Name of the catalogue of what does not depend on a system. */
  public static final String PRODUCT = "product";

  private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9_.]{0,62}");
  private static final Map<String, SystemCatalogue> LOADED = new ConcurrentHashMap<>();

  private final CatalogueFile file;
  private final StatementCatalogue statements;
  private final Map<String, MetricDefinition> metrics;
  private final Map<String, SignalDefinition> signals;
  private final Map<String, EventDefinition> events;
  private final Set<String> details;

  private SystemCatalogue(CatalogueFile file) {
    this.file = file;
    CatalogueFile.Statements section = file.statements();
    this.statements =
        section == null
            ? null
            : new StatementCatalogue(
                section.description(),
                section.key(),
                section.attributePrefix(),
                section.counters());
    this.metrics = byName("metric", file.metrics(), MetricDefinition::name);
    Map<String, AttributeDefinition> attributes =
        byName("attribute", file.attributes(), AttributeDefinition::name);
    for (MetricDefinition metric : metrics.values()) {
      requireAttributes(metric, attributes);
    }
    this.signals = byName("signal", file.signals(), SignalDefinition::name);
    for (SignalDefinition signal : signals.values()) {
      requireMetric(signal.name(), signal.metric());
      if (signal.of() != null) {
        requireMetric(signal.name(), signal.of());
      }
    }
    this.events = events(file);
    this.details =
        attributes.values().stream()
            .filter(AttributeDefinition::detail)
            .map(AttributeDefinition::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static <T> Map<String, T> byName(
      String kind, List<T> definitions, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (T definition : definitions == null ? List.<T>of() : definitions) {
      if (byName.put(name.apply(definition), definition) != null) {
        throw new IllegalArgumentException(kind + " " + name.apply(definition) + " is duplicated");
      }
    }
    return byName;
  }

  private void requireMetric(String signal, String metric) {
    if (!metrics.containsKey(metric)) {
      throw new IllegalArgumentException(
          "signal " + signal + " is about metric " + metric + ", which is not defined");
    }
  }

  private static void requireAttributes(
      MetricDefinition metric, Map<String, AttributeDefinition> attributes) {
    for (String attribute : metric.attributes()) {
      if (!attributes.containsKey(attribute)) {
        throw new IllegalArgumentException(
            "metric "
                + metric.name()
                + " has attribute "
                + attribute
                + ", which is not defined; add it under attributes");
      }
    }
  }

  private static Map<String, EventDefinition> events(CatalogueFile file) {
    Map<String, EventDefinition> events = new LinkedHashMap<>();
    if (!file.system().equals(PRODUCT)) {
      events.putAll(of(PRODUCT).events);
    }
    for (EventDefinition event : byName("event", file.events(), EventDefinition::name).values()) {
      EventDefinition common = events.get(event.name());
      events.put(event.name(), common == null ? event : common.with(event.attributes()));
    }
    return events;
  }

  /**
   * The catalogue of a system; empty when this version has none.
   *
   * @param system any text, also from a record of unknown origin
   */
  public static Optional<SystemCatalogue> find(String system) {
    SystemCatalogue loaded = LOADED.get(system);
    if (loaded != null) {
      return Optional.of(loaded);
    }
    if (!SYSTEM.matcher(system).matches()) {
      return Optional.empty();
    }
    Optional<SystemCatalogue> found = CatalogueFile.read(system).map(SystemCatalogue::new);
    found.ifPresent(catalogue -> LOADED.put(system, catalogue));
    return found;
  }

  /**
   * The catalogue of a system that is known to have one.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static SystemCatalogue of(String system) {
    return find(system)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no catalogue for system "
                        + system
                        + "; expected a resource io/dbintel/catalogue/"
                        + system
                        + ".yaml"));
  }

  /** A catalogue from the text of a file. */
  static SystemCatalogue parse(String fileName, String yaml) {
    return new SystemCatalogue(CatalogueFile.parse(fileName, yaml));
  }

  /** Name of the system: {@code db.system.name}, and the name of the file. */
  public String system() {
    return file.system();
  }

  /** Name for people. */
  public String displayName() {
    return file.displayName();
  }

  /** Name of the instrumentation scope of its results. */
  public String scopeName() {
    return file.scopeName();
  }

  /** Query language of its texts, as redaction names it; empty for a system without texts. */
  public Optional<String> language() {
    return Optional.ofNullable(file.language());
  }

  /** Its statement counters; empty for a system that has metrics only. */
  public Optional<StatementCatalogue> statements() {
    return Optional.ofNullable(statements);
  }

  /** Its metrics, in the order of the file. */
  public List<MetricDefinition> metrics() {
    return List.copyOf(metrics.values());
  }

  /** The metric with the name; empty for one that must not be passed on. */
  public Optional<MetricDefinition> metric(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  /** Metrics that tell that a database is in distress, in the order of the file. */
  public List<SignalDefinition> signals() {
    return List.copyOf(signals.values());
  }

  /** Attributes of metric points, in the order of the file. */
  public List<AttributeDefinition> attributes() {
    return file.attributes() == null ? List.of() : file.attributes();
  }

  /** Whether the attribute of metric points names one of the many objects of a database. */
  public boolean isDetail(String attribute) {
    return details.contains(attribute);
  }

  /** Its events, those of every system included. */
  public List<EventDefinition> events() {
    return List.copyOf(events.values());
  }

  /**
   * The event with the name.
   *
   * @throws IllegalArgumentException when neither the system's file nor the product's has it
   */
  public EventDefinition event(String name) {
    EventDefinition event = events.get(name);
    if (event == null) {
      throw new IllegalArgumentException(
          "the catalogue of "
              + system()
              + " has no event "
              + name
              + "; known are "
              + events.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    return event;
  }
}
