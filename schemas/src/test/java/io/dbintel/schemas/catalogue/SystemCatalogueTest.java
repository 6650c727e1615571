package io.dbintel.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemCatalogueTest {

  private static final String SMALL =
      """
      system: toy
      display_name: Toy
      scope_name: io.dbintel.toy
      statements:
        description: Rows.
        key: {length: 8, text_length: 8, layout: "id (8 bytes)"}
        attribute_prefix: toy.
        counters:
          - {number: 0, name: calls, unit: "{call}", role: calls, hot: true, since: "1", description: "Calls."}
          - {number: 63, name: time, unit: ns, role: exec_time, since: "1", description: "Time."}
      metrics:
        - {name: toy.rows, description: "Rows.", unit: "{row}", instrument: gauge, type: int, group: g, since: "2", until: "3"}
      signals:
        - {name: many, description: "Many rows.", metric: toy.rows, limit: 7}
      """;

  @Test
  void readsPostgresql() {
    SystemCatalogue catalogue = SystemCatalogue.of("postgresql");
    StatementCatalogue statements = catalogue.statements().orElseThrow();

    assertThat(statements.key().textLength()).isEqualTo(12);
    assertThat(statements.byNumber(4).name()).isEqualTo("total_exec_time");
    assertThat(statements.maskOf(CounterRole.EXEC_TIME)).isEqualTo(1L << 4);
    assertThat(Long.bitCount(statements.maskOf(CounterRole.IO_READ_TIME))).isEqualTo(3);
    assertThat(Long.bitCount(statements.maskOf(CounterRole.IO_WRITE_TIME))).isEqualTo(3);
    assertThat(statements.maskOf(CounterRole.ERRORS)).isZero();
    assertThat(statements.hotCounters())
        .extracting(StatementCounter::name)
        .containsExactly(
            "calls",
            "plans",
            "rows",
            "total_exec_time",
            "total_plan_time",
            "shared_blks_hit",
            "shared_blks_read");
    assertThat(catalogue.metric("postgresql.commits").orElseThrow().isCounter()).isTrue();
    assertThat(catalogue.metric("postgresql.unheard_of")).isEmpty();
    assertThat(catalogue.language()).contains("postgresql");
    assertThat(catalogue.signals())
        .extracting(SignalDefinition::name)
        .containsExactly("connections", "replication_lag");
  }

  @Test
  void addsWhatASystemSaysOfAnEventToWhatEveryEventHas() {
    assertThat(SystemCatalogue.of("postgresql").event("db.server.top_query").attributes())
        .extracting(EventDefinition.Attribute::name)
        .startsWith("db.system.name")
        .endsWith("postgresql.rolname", "postgresql.queryid");
    assertThat(SystemCatalogue.of("product").event("dbintel.ledger").description()).isNotBlank();
    assertThatThrownBy(() -> SystemCatalogue.of("postgresql").event("nothing"))
        .hasMessageContaining("has no event nothing; known are ");
  }

  @Test
  void knowsCountersByTheirBits() {
    StatementCatalogue statements =
        SystemCatalogue.parse("toy.yaml", SMALL).statements().orElseThrow();

    assertThat(statements.byNumber(63).bit()).isEqualTo(Long.MIN_VALUE);
    assertThat(statements.byNumber(5)).isNull();
    assertThat(statements.byNumber(64)).isNull();
    assertThat(statements.byNumber(-1)).isNull();
    assertThat(statements.byName("time")).contains(statements.byNumber(63));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../postgresql", "no/such", "PostgreSQL", "oracle_9i"})
  void findsNothingForASystemWithoutCatalogue(String system) {
    assertThat(SystemCatalogue.find(system)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number: 63 | number: 64 | counter time has number 64; expected 0 to 63",
        "number: 63 | number: 0 | counter number 0 is duplicated",
        "name: time | name: calls | counter name calls is duplicated",
        "role: exec_time | role: io_read_time | no counter has the role EXEC_TIME",
        "length: 8, | length: 65, | statements.key.length is 65; expected 1 to 64",
        "instrument: gauge | instrument: counter | expected one for a sum and none for a gauge",
        "type: int | type: string | expected int or double",
        "group: g | colour: red, group: g | colour",
        "since: \"2\", | attributes: [colour], since: \"2\", | attribute colour, which is not"
            + " defined",
        "limit: 7 | limit: 0 | limit of signal many is 0.0; expected a number above 0",
        "metric: toy.rows | metric: toy.lines | signal many is about metric toy.lines",
        "limit: 7 | of: toy.lines, limit: 7 | signal many is about metric toy.lines",
      })
  void refusesACatalogueThatCannotBeRight(String from, String to, String message) {
    assertThatThrownBy(() -> SystemCatalogue.parse("toy.yaml", SMALL.replace(from, to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"1.9,false", "2,true", "2.7,true", "3.4.1,true", "4,false", "3beta2,true"})
  void limitsAMetricToServerVersions(String version, boolean expected) {
    MetricDefinition metric =
        SystemCatalogue.parse("toy.yaml", SMALL).metric("toy.rows").orElseThrow();

    assertThat(metric.isIn(version)).isEqualTo(expected);
  }
}
