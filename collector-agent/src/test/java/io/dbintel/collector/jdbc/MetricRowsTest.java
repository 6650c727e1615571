package io.dbintel.collector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.dbintel.collector.metrics.MetricDefinitions;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against H2, whose test catalogue has the metrics. */
class MetricRowsTest {

  private static final MetricDefinitions DEFINITIONS =
      new MetricDefinitions(SystemCatalogue.of("h2"));

  @Test
  void readsAttributesOriginAndValues() throws Exception {
    List<MetricRow> rows =
        read(
            "schemas",
            "select 's' as \"@db.namespace\", cast(7 as bigint) as \"#reset\","
                + " cast(1 as bigint) as \"h2.statements\", cast(null as bigint) as \"h2.calls\"");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getAttributes()).containsEntry("db.namespace", "s");
    assertThat(rows.get(0).getCountersSince()).isEqualTo(7);
    assertThat(rows.get(0).getReadings())
        .as("a null is not a reading")
        .extracting(MetricReading::getName, MetricReading::getLongValue)
        .containsExactly(tuple("h2.statements", 1L));
  }

  @Test
  void readsAPointAndADouble() throws Exception {
    MetricRow row = read("ratios", "select 0.5 as \"h2.calls.ratio{per=row}\"").get(0);
    assertThat(row.getCountersSince()).isNull();
    assertThat(row.getReadings().get(0).getAttributes()).containsEntry("per", "row");
    assertThat(row.getReadings().get(0).getDoubleValue()).isEqualTo(0.5);
  }

  @Test
  void refusesAMetricThatTheCatalogueDoesNotListByName() {
    assertRefused("ratios", "1 as \"h2.unlisted\"", "h2.unlisted is not listed", "h2.yaml");
  }

  @Test
  void refusesAMetricOfAnotherGroup() {
    assertRefused("tables", "0.5 as \"h2.calls.ratio{per=row}\"", "h2.calls.ratio", "group ratios");
  }

  @Test
  void refusesOtherAttributes() {
    assertRefused("ratios", "0.5 as \"h2.calls.ratio\"", "h2.calls.ratio", "[per]");
    assertRefused("ratios", "0.5 as \"h2.calls.ratio{kind=row}\"", "h2.calls.ratio", "[kind]");
  }

  @Test
  void refusesAFractionWhereTheCatalogueSaysInt() {
    assertRefused("schemas", "'s' as \"@db.namespace\", 0.5 as \"h2.calls\"", "h2.calls", "cast");
  }

  @Test
  void refusesTwoColumnsForOnePoint() {
    assertRefused(
        "ratios",
        "0.5 as \"h2.calls.ratio{per=row}\", 0.6 as \"h2.calls.ratio{per=row}\"",
        "appears twice");
  }

  @Test
  void refusesALabelThatNamesNothing() {
    assertRefused("ratios", "1 as \"{per=row}\"", "{per=row}", "name{key=value}");
  }

  private static void assertRefused(String group, String columns, String... parts) {
    assertThatThrownBy(() -> read(group, "select " + columns))
        .isInstanceOf(PollFailure.class)
        .hasMessageContainingAll(parts);
  }

  private static List<MetricRow> read(String group, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return MetricRows.read(result, DEFINITIONS, group);
    }
  }
}
