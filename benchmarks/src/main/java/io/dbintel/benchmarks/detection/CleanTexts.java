package io.dbintel.benchmarks.detection;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Makes texts such as telemetry carries, with numbers of every kind and nothing private. */
final class CleanTexts {

  private final Random random;

  CleanTexts(long seed) {
    random = new Random(seed);
  }

  String next() {
    return switch (random.nextInt(14)) {
      case 0 -> "SELECT o.id, o.\"orderDate\"::date FROM orders o WHERE o.customer_id = ?";
      case 1 -> "request " + new UUID(random.nextLong(), random.nextLong()) + " took 17 ms";
      case 2 -> "checkout-" + hex(10) + "-" + hex(5) + ".svc.cluster.local";
      case 3 ->
          "2026-11-" + (10 + random.nextInt(20)) + "T0" + random.nextInt(10) + ":12:55.123456Z";
      case 4 -> "queryid " + random.nextLong() + " plan " + hex(16);
      case 5 ->
          "PostgreSQL 18." + random.nextInt(9) + " on x86_64-pc-linux-gnu, compiled by gcc 14.2.0";
      case 6 -> "commit " + hex(40) + " of branch feature/PAY-" + random.nextInt(9999);
      case 7 ->
          "read " + random.nextInt(Integer.MAX_VALUE) + " bytes, wrote " + random.nextInt(99_999);
      case 8 -> "  ->  Index Scan using orders_pkey on orders  (cost=0.42..8.44 rows=1 width=4)";
      case 9 ->
          "at com.example.shop.OrderService.place(OrderService.java:" + random.nextInt(900) + ")";
      case 10 ->
          "epoch "
              + (1_700_000_000L + random.nextInt(99_999_999))
              + " offset "
              + random.nextInt(9_999_999);
      case 11 ->
          "GET /api/v2/customers/" + random.nextInt(99_999) + "/orders?page=3&size=50 HTTP/1.1";
      case 12 ->
          "lsn " + Integer.toHexString(random.nextInt(999)).toUpperCase(Locale.ROOT) + "/" + hex(8);
      default ->
          "postgresql.blks_hit{db=orders,shard=" + random.nextInt(64) + "} " + random.nextDouble();
    };
  }

  private String hex(int digits) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      hex.append("0123456789abcdef".charAt(random.nextInt(16)));
    }
    return hex.toString();
  }
}
