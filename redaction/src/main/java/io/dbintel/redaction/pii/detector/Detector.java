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
 */
public record Detector(
    String type,
    Sensitivity sensitivity,
    ValueShape shape,
    List<TriggerPattern> triggers,
    SpanFinder finder) {}
