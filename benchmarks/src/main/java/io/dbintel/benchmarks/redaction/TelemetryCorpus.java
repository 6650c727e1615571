package io.dbintel.benchmarks.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Texts such as telemetry carries, about 57 bytes each; the same in every run. */
final class TelemetryCorpus {

  private static final int TEXTS = 8_192;

  /** How many texts of a hundred hold a bare number of ten digits and more. */
  private static final int LONG_NUMBERS = 4;

  private static final String[] PRIVATE = {
    "jane.doe@example.com",
    "4111 1111 1111 1111",
    "DE89370400440532013000",
    "219-09-9999",
    "10.20.30.40",
    "+14155552671"
  };

  private final Random random = new Random(20_261_121);

  private TelemetryCorpus() {}

  /** 8,192 texts, of which so many in a hundred hold a private value. */
  static List<String> withPrivateShare(int percent) {
    TelemetryCorpus corpus = new TelemetryCorpus();
    List<String> texts = new ArrayList<>(TEXTS);
    for (int i = 0; i < TEXTS; i++) {
      String text = corpus.clean();
      texts.add(corpus.random.nextInt(100) < percent ? text + " " + corpus.any(PRIVATE) : text);
    }
    return texts;
  }

  private String clean() {
    return random.nextInt(100) < LONG_NUMBERS ? withLongNumber() : plain();
  }

  private String plain() {
    return switch (random.nextInt(13)) {
      case 0 ->
          "/api/v2/customers/" + random.nextInt(99_999) + "/orders?page=" + random.nextInt(50);
      case 1 -> "checkout-service-" + hex(10) + "-" + hex(5) + ".prod-eu-west-1.internal";
      case 2 -> "waited " + random.nextInt(900) + " ms for lock on relation order_items (shard 7)";
      case 3 -> "request " + new UUID(random.nextLong(), random.nextLong()) + " finished";
      case 4 -> "background worker \"autovacuum launcher\" of database orders, state active";
      case 5 -> "SELECT o.id, o.total FROM orders o WHERE o.customer_id = ? AND o.placed > ?";
      case 6 -> "trace_id=" + hex(32) + " span_id=" + hex(16);
      case 7 -> "2026-11-21 09:" + sixty() + ":" + sixty() + ".123 UTC LOG: checkpoint complete";
      case 8 -> "LWLock:BufferMapping";
      case 9 -> "UPDATE inventory SET quantity = quantity - $1 WHERE sku = $2 RETURNING quantity";
      case 10 -> "at com.example.shop.OrderService.place(OrderService.java:" + sixty() + ")";
      case 11 -> "PostgreSQL 18.1 on x86_64-pc-linux-gnu, compiled by gcc 14.2.0, 64-bit";
      default -> "Index Scan using orders_pkey on orders (cost=0.42..8.44 rows=1 width=4)";
    };
  }

  /** Numbers so long that they could be cards or identity numbers, until their check is made. */
  private String withLongNumber() {
    return switch (random.nextInt(3)) {
      case 0 -> "queryid " + random.nextLong() + " calls " + random.nextInt(9_999_999);
      case 1 -> "epoch " + (1_700_000_000_000L + random.nextInt()) + " lag " + random.nextInt(999);
      default -> "postgresql.blks_hit{db=orders,shard=" + sixty() + "} " + random.nextDouble();
    };
  }

  private int sixty() {
    return 10 + random.nextInt(50);
  }

  private String hex(int digits) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      hex.append("0123456789abcdef".charAt(random.nextInt(16)));
    }
    return hex.toString();
  }

  private String any(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
