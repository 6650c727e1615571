package io.dbintel.exporter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.config.RecordLimits;
import io.dbintel.exporter.sink.Shortenings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordLimiterTest {
  private static final RecordLimits LIMITS = new RecordLimits(20, 16, 40, 80, 8, 40);
  private static final String SMILE = "\uD83D\uDE00";

  private final RecordLimiter limiter = new RecordLimiter(LIMITS);
  private final Shortenings shortenings = new Shortenings();

  @Test
  void whatIsWithinTheLimitsIsTheSameObject() {
    Attributes attributes = Attributes.builder().put("a", "b".repeat(80)).put("n", 1).build();
    assertThat(limiter.ofRecord(attributes, shortenings)).isSameAs(attributes);
    assertThat(limiter.metricName("m".repeat(40), shortenings)).isEqualTo("m".repeat(40));
    assertThat(shortenings.counts()).isEmpty();
  }

  @Test
  void longTextEndsInAHashAndIsNamedByTheMarker() {
    Attributes limited =
        limiter.ofRecord(
            Attributes.builder().put("db.query.text", "x".repeat(200)).put("n", 1).build(),
            shortenings);
    assertThat(text(limited, "db.query.text"))
        .hasSize(80)
        .startsWith("x".repeat(63))
        .matches("x+\u2026[0-9a-f]{16}");
    assertThat(limited.get(AttributeKey.stringArrayKey("dbintel.truncated")))
        .containsExactly("db.query.text");
    assertThat(limited.get(AttributeKey.longKey("n"))).isEqualTo(1);
    assertThat(shortenings.counts()).containsOnly(Map.entry("attribute_value", 1));
  }

  @Test
  void noCharacterIsCutInTwo() {
    Attributes limited =
        limiter.ofRecord(Attributes.builder().put("t", SMILE.repeat(100)).build(), shortenings);
    String text = text(limited, "t");
    assertThat(text.substring(0, text.indexOf('\u2026'))).isEqualTo(SMILE.repeat(31));
  }

  @Test
  void whatTheRecordIsAboutIsKeptOfTooManyAttributes() {
    AttributesBuilder many = Attributes.builder();
    for (int i = 0; i < 30; i++) {
      many.put(String.format("a%02d", i), i);
    }
    many.put("dbintel.record.id", "id").put("db.namespace", "shop");
    Attributes limited = limiter.ofRecord(many.build(), shortenings);
    assertThat(limited.size()).isEqualTo(20);
    assertThat(text(limited, "dbintel.record.id")).isEqualTo("id");
    assertThat(text(limited, "db.namespace")).isEqualTo("shop");
    assertThat(limited.get(AttributeKey.longKey("a15"))).isEqualTo(15);
    assertThat(limited.get(AttributeKey.longKey("a16"))).isNull();
    assertThat(limited.get(AttributeKey.stringArrayKey("dbintel.truncated")))
        .containsExactly("+14");
    assertThat(text(limited, "dbintel.truncated.id")).matches("[0-9a-f]{16}");
    assertThat(shortenings.counts()).containsOnly(Map.entry("attribute_count", 14));
  }

  @Test
  void metricNamesThatBeginAlikeStayTwo() {
    String one = limiter.metricName("m".repeat(100) + "1", shortenings);
    String other = limiter.metricName("m".repeat(100) + "2", shortenings);
    assertThat(one).hasSize(40).isNotEqualTo(other);
    assertThat(shortenings.counts()).containsOnly(Map.entry("metric_name", 2));
  }

  /** Whatever comes: within the limits, marked when changed, two different ones stay two. */
  @Property(tries = 500)
  void anyAttributesComeOutWithinTheLimits(@ForAll long seed) {
    Random random = new Random(seed);
    Attributes attributes = random(random);
    Attributes again = random(new Random(seed));
    Shortenings counted = new Shortenings();
    Attributes limited = limiter.ofRecord(attributes, counted);

    assertThat(limited.size()).isLessThanOrEqualTo(20);
    limited.forEach((key, value) -> within(key.getKey(), value));
    boolean changed = !limited.equals(attributes);
    assertThat(limited.get(AttributeKey.stringArrayKey("dbintel.truncated")) != null)
        .isEqualTo(changed);
    assertThat(counted.counts().isEmpty()).isEqualTo(!changed);
    assertThat(limiter.ofRecord(again, new Shortenings())).isEqualTo(limited);
    if (attributes.get(AttributeKey.stringKey("dbintel.record.id")) != null) {
      assertThat(text(limited, "dbintel.record.id")).isEqualTo("id");
    }
    Attributes other = attributes.toBuilder().put("db.series", "y".repeat(200) + seed).build();
    Attributes another = attributes.toBuilder().put("db.series", "y".repeat(200) + ~seed).build();
    assertThat(limiter.ofRecord(other, shortenings))
        .isNotEqualTo(limiter.ofRecord(another, shortenings));
  }

  private static void within(String name, Object value) {
    assertThat(name.length()).isLessThanOrEqualTo(40);
    if (value instanceof String text) {
      assertThat(text.length()).isLessThanOrEqualTo(80);
    } else if (value instanceof List<?> list) {
      assertThat(list).hasSizeLessThanOrEqualTo(8);
      list.forEach(one -> assertThat(one.toString().length()).isLessThanOrEqualTo(80));
    }
  }

  private static Attributes random(Random random) {
    AttributesBuilder builder = Attributes.builder();
    int size = random.nextInt(30);
    for (int i = 0; i < size; i++) {
      String name =
          List.of("db.", "dbintel.", "x.").get(random.nextInt(3))
              + i
              + "n".repeat(random.nextInt(50));
      switch (random.nextInt(5)) {
        case 0 -> builder.put(name, random.nextLong());
        case 1 -> builder.put(name, random.nextDouble());
        case 2 -> builder.put(name, random.nextBoolean());
        case 3 ->
            builder.put(name, (random.nextBoolean() ? "t" : SMILE).repeat(random.nextInt(120)));
        default -> {
          List<String> list = new ArrayList<>();
          int entries = random.nextInt(12);
          for (int j = 0; j < entries; j++) {
            list.add("e".repeat(random.nextInt(120)));
          }
          builder.put(AttributeKey.stringArrayKey(name), list);
        }
      }
    }
    if (random.nextBoolean()) {
      builder.put("dbintel.record.id", "id");
    }
    return builder.build();
  }

  private static String text(Attributes attributes, String name) {
    return attributes.get(AttributeKey.stringKey(name));
  }
}
