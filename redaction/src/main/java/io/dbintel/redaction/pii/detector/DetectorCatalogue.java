package io.dbintel.redaction.pii.detector;

import io.dbintel.redaction.pii.config.PiiConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All detectors there are. Their order is their precedence: where two claim the same characters and
 * neither more than the other, the earlier names the type. Personal numbers come before cards: a
 * date, a form and a check digit prove more than a prefix and a Luhn digit do.
 */
public final class DetectorCatalogue {
  private DetectorCatalogue() {}

  /**
   * The detectors that a configuration asks for.
   *
   * @throws IllegalArgumentException if the configuration names a type that no detector or
   *     attribute rule has
   */
  public static List<Detector> of(PiiConfig config) {
    List<Detector> custom = configured(config);
    List<Detector> builtIn = builtIn(config.phoneRegions());
    requireKnownTypes(config, joined(custom, builtIn));
    return joined(active(custom, config), active(builtIn, config));
  }

  /** Those of {@link #of} that the configuration brings itself; they come first there. */
  public static List<Detector> custom(PiiConfig config) {
    return active(configured(config), config);
  }

  private static List<Detector> configured(PiiConfig config) {
    return config.customDetectors().stream().map(CustomFinder::detector).toList();
  }

  private static List<Detector> active(List<Detector> detectors, PiiConfig config) {
    return detectors.stream()
        .filter(detector -> config.sensitivity().includes(detector.sensitivity()))
        .filter(detector -> !config.disabledTypes().contains(detector.type()))
        .toList();
  }

  private static List<Detector> joined(List<Detector> first, List<Detector> second) {
    List<Detector> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<Detector> builtIn(List<String> phoneRegions) {
    List<Detector> detectors = new ArrayList<>();
    detectors.addAll(KeyDetectors.all());
    detectors.addAll(CredentialDetectors.all());
    detectors.addAll(AngloIds.all());
    detectors.addAll(EuropeanIds.all());
    detectors.addAll(FurtherIds.all());
    detectors.addAll(FinancialDetectors.all());
    detectors.addAll(ContactDetectors.all(phoneRegions));
    detectors.addAll(PersonDetectors.all());
    detectors.addAll(NetworkDetectors.all());
    detectors.add(CredentialDetectors.bareKey());
    return detectors;
  }

  private static void requireKnownTypes(PiiConfig config, List<Detector> detectors) {
    Set<String> known =
        detectors.stream().map(Detector::type).collect(Collectors.toCollection(TreeSet::new));
    config.attributeRules().forEach(rule -> known.add(rule.type()));
    List<String> named = new ArrayList<>(config.disabledTypes());
    named.addAll(config.masks().keySet());
    config.allow().stream()
        .map(rule -> rule.type())
        .filter(type -> type != null && !type.isBlank())
        .forEach(named::add);
    for (String type : named) {
      if (!known.contains(type)) {
        throw new IllegalArgumentException(
            "masks, disabledTypes and allow name the unknown type '"
                + type
                + "'; known are "
                + known);
      }
    }
  }
}
