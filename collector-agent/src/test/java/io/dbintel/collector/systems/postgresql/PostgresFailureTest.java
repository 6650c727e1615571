package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.runtime.config.ConfigLoader;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class PostgresFailureTest {

  private static final PostgresConfig INSTANCE =
      (PostgresConfig)
          ConfigLoader.parse(
                  AgentConfig.class,
                  "{kafka: {bootstrapServers: 'x:9092'}, instances: [{id: a/b, system: postgresql,"
                      + " host: db, user: 'o\"dd'}]}")
              .instances()
              .get(0);

  @ParameterizedTest
  @CsvSource({
    "28P01, true, ALTER ROLE \"o\"\"dd\" PASSWORD",
    "28000, true, pg_hba.conf",
    "3D000, true, instances[].database",
    "42501, false, GRANT pg_monitor TO \"o\"\"dd\";",
    "55000, false, shared_preload_libraries",
    "57014, false, connection.statementTimeout (10000 ms)",
    "55P03, false, connection.lockTimeout",
    "53300, true, max_connections",
    "57P01, true, shutdown",
    "57P03, true, starting up",
    "08006, true, broke",
    "XX000, false, SQLSTATE XX000"
  })
  void saysTheFix(String state, boolean unreachable, String fix) {
    PollFailure failure =
        PostgresFailure.of(new SQLException("secret-4711", state, (Throwable) null), INSTANCE);
    assertThat(failure.getMessage()).contains(fix).doesNotContain("secret-4711");
    assertThat(failure.unreachable()).isEqualTo(unreachable);
    assertThat(failure.reason()).isEqualTo(state);
  }

  static Stream<Arguments> network() {
    return Stream.of(
        Arguments.of(new UnknownHostException("db"), "unknown_host"),
        Arguments.of(new ConnectException("refused"), "connection_refused"),
        Arguments.of(new SocketTimeoutException("late"), "connect_timeout"));
  }

  @ParameterizedTest
  @MethodSource("network")
  void knowsNetworkTroubleEvenWhenThePoolWrapsIt(Exception cause, String reason) {
    SQLException wrapped =
        new SQLException(
            "pool", new PSQLException("x", PSQLState.CONNECTION_UNABLE_TO_CONNECT, cause));
    PollFailure failure = PostgresFailure.of(wrapped, INSTANCE);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.unreachable()).isTrue();
  }
}
