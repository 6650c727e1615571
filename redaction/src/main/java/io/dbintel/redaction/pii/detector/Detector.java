package io.dbintel.redaction.pii.detector;

import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.List;

/**
 * One kind of private value.
 *
 * @param type the name its detections carry
 * @param sensitivity the level from which it runs
 * @param shape how its values are masked
 * @param triggers every text in which {@code finder} finds something contains one of them
 * @param finder finds and validates values
 * @param inIdentifiers whether it looks at names of databases, roles, hosts, keys and tags as well:
 *     no ordinary name has the form of its values
 */
public record Detector(
    String type,
    Sensitivity sensitivity,
    ValueShape shape,
    List<TriggerPattern> triggers,
    SpanFinder finder,
    boolean inIdentifiers) {

  /** A detector that looks at identifiers if a checksum or an exact prefix proves its values. */
  Detector(
      String type,
      Sensitivity sensitivity,
      ValueShape shape,
      List<TriggerPattern> triggers,
      SpanFinder finder) {
    this(type, sensitivity, shape, triggers, finder, sensitivity == Sensitivity.LOW);
  }

  /** The same detector, which looks at identifiers as well. */
  Detector alsoInIdentifiers() {
    return new Detector(type, sensitivity, shape, triggers, finder, true);
  }
}
