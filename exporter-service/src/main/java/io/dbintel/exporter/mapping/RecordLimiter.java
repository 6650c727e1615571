package io.dbintel.exporter.mapping;

import io.dbintel.exporter.config.RecordLimits;
import io.dbintel.exporter.sink.Shortenings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Shortens what a destination does not take, so that a record is never refused for it. A text that
 * is cut ends in an ellipsis and 16 hexadecimal digits of a hash of the whole, so that two series
 * or two texts that begin alike stay two; an array keeps its first elements. Of too many attributes
 * those that tell what the record is about are kept, and a hash of the others. The attribute {@code
 * dbintel.truncated} names what was shortened. Thread-safe.
 */
final class RecordLimiter {
  static final String MARKER = "dbintel.truncated";
  static final String MARKER_ID = "dbintel.truncated.id";

  private static final String COUNT = "attribute_count";
  private static final String NAME = "attribute_name";
  private static final String VALUE = "attribute_value";
  private static final String ARRAY = "array_length";
  private static final String METRIC = "metric_name";
  private static final int HASH_BYTES = 8;
  private static final int TAIL = 1 + 2 * HASH_BYTES;
  private static final int MARKERS = 2;

  /** What the record is about comes first. */
  private static final Comparator<AttributeKey<?>> BY_VALUE =
      Comparator.<AttributeKey<?>>comparingInt(key -> rank(key.getKey()))
          .thenComparing(AttributeKey::getKey);

  private final RecordLimits limits;

  RecordLimiter(RecordLimits limits) {
    this.limits = limits;
  }

  private static int rank(String name) {
    if (name.equals("dbintel.record.id") || name.equals("event.name")) {
      return 0;
    }
    return name.startsWith("db.") || name.startsWith("dbintel.") ? 1 : 2;
  }

  String metricName(String name, Shortenings shortenings) {
    if (name.length() <= limits.metricNameLength()) {
      return name;
    }
    shortenings.count(METRIC);
    return cut(name, limits.metricNameLength());
  }

  /** Attributes of a log record or metric point. */
  Attributes ofRecord(Attributes attributes, Shortenings shortenings) {
    return limit(attributes, limits.attributeCount(), shortenings);
  }

  /** Attributes of a resource. */
  Attributes ofResource(Attributes attributes, Shortenings shortenings) {
    return limit(attributes, limits.resourceAttributeCount(), shortenings);
  }

  private Attributes limit(Attributes attributes, int most, Shortenings shortenings) {
    List<AttributeKey<?>> keys = new ArrayList<>(attributes.size());
    boolean[] fits = {attributes.size() <= most};
    attributes.forEach(
        (key, value) -> {
          keys.add(key);
          fits[0] &= fits(key.getKey(), value);
        });
    return fits[0] ? attributes : shortened(attributes, keys, most, shortenings);
  }

  private boolean fits(String name, Object value) {
    if (name.length() > limits.attributeNameLength()) {
      return false;
    }
    if (value instanceof String text) {
      return text.length() <= limits.attributeValueLength();
    }
    return !(value instanceof List<?> list)
        || list.size() <= limits.arrayLength()
            && list.stream()
                .allMatch(
                    one ->
                        !(one instanceof String text)
                            || text.length() <= limits.attributeValueLength());
  }

  private Attributes shortened(
      Attributes attributes, List<AttributeKey<?>> keys, int most, Shortenings shortenings) {
    keys.sort(BY_VALUE);
    // The marker may be what makes them too many.
    int kept = keys.size() + 1 <= most ? keys.size() : Math.min(keys.size(), most - MARKERS);
    AttributesBuilder builder = Attributes.builder();
    List<String> marker = new ArrayList<>();
    for (AttributeKey<?> key : keys.subList(0, kept)) {
      String name = key.getKey();
      boolean whole = fits(name, attributes.get(key));
      if (name.length() > limits.attributeNameLength()) {
        shortenings.count(NAME);
        name = cut(name, limits.attributeNameLength());
      }
      put(builder, key.getType(), name, attributes.get(key), shortenings);
      if (!whole) {
        marker.add(cut(name, limits.attributeValueLength()));
      }
    }
    List<AttributeKey<?>> left = keys.subList(kept, keys.size());
    if (!left.isEmpty()) {
      left.forEach(key -> shortenings.count(COUNT));
      marker.add(0, "+" + left.size());
      builder.put(MARKER_ID, hash(left, attributes));
    }
    int entries = Math.min(marker.size(), limits.arrayLength());
    builder.put(AttributeKey.stringArrayKey(MARKER), List.copyOf(marker.subList(0, entries)));
    return builder.build();
  }

  private static String hash(List<AttributeKey<?>> keys, Attributes attributes) {
    StringBuilder all = new StringBuilder();
    keys.forEach(
        key -> all.append(key.getKey()).append('\n').append(attributes.get(key)).append('\n'));
    return hash(all.toString());
  }

  private void put(
      AttributesBuilder builder,
      AttributeType type,
      String name,
      Object value,
      Shortenings shortenings) {
    if (value instanceof String text) {
      builder.put(name, value(text, shortenings));
    } else if (value instanceof Long number) {
      builder.put(name, number);
    } else if (value instanceof Double number) {
      builder.put(name, number);
    } else if (value instanceof Boolean flag) {
      builder.put(name, flag);
    } else if (type == AttributeType.STRING_ARRAY && value instanceof List<?> list) {
      builder.put(AttributeKey.stringArrayKey(name), entries(list, shortenings));
    } else {
      throw new IllegalStateException("results have no attributes of type " + type);
    }
  }

  private List<String> entries(List<?> list, Shortenings shortenings) {
    if (list.size() > limits.arrayLength()) {
      shortenings.count(ARRAY);
    }
    return list.stream()
        .limit(limits.arrayLength())
        .map(one -> value(one.toString(), shortenings))
        .toList();
  }

  private String value(String text, Shortenings shortenings) {
    if (text.length() > limits.attributeValueLength()) {
      shortenings.count(VALUE);
    }
    return cut(text, limits.attributeValueLength());
  }

  /** The text, or its beginning with an ellipsis and a hash; no character is cut in two. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - TAIL;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + '\u2026' + hash(text);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
