package io.dbintel.redaction.pii.corpus;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import net.datafaker.Faker;

/** What databases and their agents say that is nobody's secret. */
final class Telemetry {
  private static final List<String> METRICS =
      List.of(
          "postgresql.buffer.hit_ratio",
          "mysql.innodb.row_lock.time",
          "db.client.connections.usage",
          "system.cpu.utilization",
          "pg_stat_bgwriter_checkpoints_timed",
          "oracle.tablespace.used_percent");
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "customer_id",
          "created_at",
          "email",
          "order_date",
          "total",
          "status",
          "ssn_hash",
          "phone_type",
          "card_type");

  private final Draw draw;
  private final List<Supplier<String>> kinds;

  Telemetry(Draw draw, List<Faker> fakers) {
    this.draw = draw;
    Faker faker = fakers.get(0);
    this.kinds =
        List.of(
            () ->
                draw.oneOf(METRICS)
                    + "{instance=\"db-"
                    + number(99)
                    + "\",zone=\"eu-west-1"
                    + draw.of("abc", 1)
                    + "\"} 0."
                    + draw.digits(6),
            () ->
                "SELECT "
                    + column()
                    + ", count(*) FROM "
                    + word(faker)
                    + " t WHERE t."
                    + column()
                    + " = ? AND t."
                    + column()
                    + " IN (?) GROUP BY 1 LIMIT $1",
            () ->
                "SELECT orderDate::date, x::text, y::bigint FROM "
                    + word(faker)
                    + " WHERE a @> ? AND b ?| array[?]",
            () ->
                "UPDATE "
                    + word(faker)
                    + " SET email = ?, password = $2, token = :tok WHERE id = @P1",
            () ->
                "ip-10-"
                    + number(255)
                    + "-"
                    + number(255)
                    + "-"
                    + number(255)
                    + ".eu-west-1.compute.internal",
            () ->
                "db-"
                    + word(faker)
                    + "-"
                    + number(20)
                    + ".cluster-"
                    + draw.hex(12)
                    + ".us-east-1.rds.amazonaws.com:5432",
            this::uuid,
            () -> "trace_id=" + draw.hex(32) + " span_id=" + draw.hex(16),
            () -> "sha256:" + draw.hex(64),
            () -> "commit " + draw.hex(40) + " by build " + number(9999),
            () -> draw.oneOf(List.of("md5 ", "etag=")) + draw.hex(32),
            () ->
                time()
                    + " UTC ["
                    + number(99999)
                    + "] LOG:  checkpoint complete: wrote "
                    + number(9999)
                    + " buffers ("
                    + number(99)
                    + ".1%)",
            () ->
                "ts="
                    + time().replace(' ', 'T')
                    + draw.digits(6)
                    + "Z level=info msg=\"scan done\" took="
                    + number(999)
                    + "ms",
            () ->
                "epoch "
                    + (1_600_000_000L + draw.between(0, 200_000_000))
                    + " "
                    + (1_600_000_000_000L + draw.between(0, 2_000_000_000)),
            () ->
                "duration_ns="
                    + draw.between(1, 9)
                    + draw.digits(8)
                    + " bytes="
                    + draw.between(1, 9)
                    + draw.digits(9),
            () ->
                "PostgreSQL "
                    + draw.between(12, 17)
                    + "."
                    + number(9)
                    + " on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit",
            () ->
                "8.0."
                    + number(40)
                    + "-0ubuntu0.22.04.1, mysql-connector-j/9."
                    + number(9)
                    + ".0, libc6 2.36-9+deb12u"
                    + number(9),
            () ->
                "Microsoft SQL Server 2022 (RTM-CU"
                    + number(15)
                    + ") - 16.0.4"
                    + draw.digits(3)
                    + "."
                    + number(9),
            () -> "Oracle Database 19c Enterprise Edition Release 19." + number(22) + ".0.0.0",
            () ->
                "\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:"
                    + number(2999)
                    + ")",
            () ->
                "Exception in thread \"pool-"
                    + number(9)
                    + "-thread-"
                    + number(99)
                    + "\" java.sql.SQLTimeoutException: canceling statement due to user request",
            () ->
                "Index Scan using "
                    + word(faker)
                    + "_pkey on public."
                    + word(faker)
                    + "  (cost=0.42.."
                    + number(9999)
                    + "."
                    + draw.digits(2)
                    + " rows="
                    + number(99999)
                    + " width="
                    + number(200)
                    + ") (actual time=0.0"
                    + draw.digits(2)
                    + ".."
                    + number(99)
                    + "."
                    + draw.digits(3)
                    + " loops=1)",
            () ->
                "{\"Node Type\":\"Hash Join\",\"Startup Cost\":"
                    + number(99)
                    + "."
                    + draw.digits(2)
                    + ",\"Plan Rows\":"
                    + number(9999999)
                    + ",\"Hash Cond\":\"(a.id = b.a_id)\"}",
            () ->
                "LSN "
                    + draw.of("0123456789ABCDEF", 1)
                    + "/"
                    + draw.of("0123456789ABCDEF", 8)
                    + " slot=standby_"
                    + number(9)
                    + " lag="
                    + number(999)
                    + "kB",
            () -> "queryid=" + draw.oneOf(List.of("-", "")) + draw.between(1, 9) + draw.digits(17),
            () ->
                "wait_event=LWLock:BufferMapping state=active backend_xid="
                    + number(999999999)
                    + " pid="
                    + number(4194304),
            () ->
                "pod/"
                    + word(faker)
                    + "-"
                    + draw.hex(10)
                    + "-"
                    + draw.of("bcdfghjklmnpqrstvwxz2456789", 5)
                    + " restarted "
                    + number(9)
                    + " times",
            () -> "std::unordered_map<int, foo::bar>::iterator in mod::face at 0x" + draw.hex(12),
            () ->
                "ERROR:  relation \""
                    + word(faker)
                    + "\" does not exist at character "
                    + number(200),
            () -> "password authentication failed for user \"" + word(faker) + "_app\"",
            () ->
                "Tabelle „"
                    + word(draw.oneOf(fakers))
                    + "“ wurde gesperrt, 表が見つかりません, таблица не найдена",
            () ->
                "io.dbintel.collector@v1."
                    + number(9)
                    + "."
                    + number(9)
                    + "#"
                    + word(faker)
                    + "/"
                    + number(9),
            () ->
                "Chrome/"
                    + number(120)
                    + ".0.0.0 Safari/537.36 Edg/"
                    + number(120)
                    + ".0."
                    + number(9999)
                    + ".0",
            () ->
                "range ["
                    + number(999)
                    + ", "
                    + number(9999)
                    + ") pct "
                    + number(99)
                    + "."
                    + digits(2)
                    + "% at 12:"
                    + draw.between(10, 59)
                    + ":"
                    + draw.between(10, 59));
  }

  String next() {
    return draw.oneOf(kinds).get();
  }

  private String digits(int count) {
    return draw.digits(count);
  }

  private int number(int high) {
    return draw.between(0, high);
  }

  private String column() {
    return draw.oneOf(COLUMNS);
  }

  private static String word(Faker faker) {
    return faker.lorem().word();
  }

  private String uuid() {
    byte[] bytes = draw.bytes(16);
    bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
    bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
    ByteBuffer halves = ByteBuffer.wrap(bytes);
    return "session " + new UUID(halves.getLong(), halves.getLong());
  }

  private String time() {
    String date = draw.date(2020, 2026);
    return String.format(
        "%s-%s-%s %02d:%02d:%02d.%s",
        date.substring(0, 4),
        date.substring(4, 6),
        date.substring(6),
        number(23),
        number(59),
        number(59),
        draw.digits(3));
  }
}
