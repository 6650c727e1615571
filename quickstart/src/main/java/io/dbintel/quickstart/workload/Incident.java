package io.dbintel.quickstart.workload;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trouble that a shop can have, once: an import locks the price list and then computes, with a
 * whole processor, for some seconds, while a crowd of sessions queues for the list. The server ends
 * it by itself, since the import has a statement timeout.
 */
public final class Incident implements AutoCloseable {

  /** Sessions that queue. */
  public static final int CROWD = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

  private static final String HOG =
      "SELECT sum(sqrt(n)) FROM generate_series(1, 2000000000::bigint) AS s(n)";
  private static final String QUERY_CANCELED = "57014";

  private final EmbeddedPostgres postgres;
  private final Duration calm;
  private final Duration length;
  private final Consumer<String> out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Connection> connections = new ArrayList<>();
  private final List<Thread> crowd = new ArrayList<>();
  private final Thread script = new Thread(this::play, "incident");

  /**
   * @param postgres with the shop
   * @param calm time before it
   * @param length how long the import computes
   * @param out takes a line when it begins and one when it is over
   */
  public Incident(EmbeddedPostgres postgres, Duration calm, Duration length, Consumer<String> out) {
    this.postgres = postgres;
    this.calm = calm;
    this.length = length;
    this.out = out;
  }

  /** Has it happen after the calm. */
  public void start() {
    script.start();
  }

  private void play() {
    try {
      if (!ended.await(calm.toNanos(), TimeUnit.NANOSECONDS)) {
        happen();
      }
    } catch (InterruptedException e) {
      LOG.debug("the incident was called off");
    } catch (SQLException e) {
      complain(e);
    }
  }

  private void happen() throws SQLException, InterruptedException {
    try (Connection hog = connect("price-import");
        Statement statement = hog.createStatement()) {
      statement.execute("CREATE TABLE price_list AS SELECT id, price FROM products");
      hog.setAutoCommit(false);
      statement.execute("LOCK TABLE price_list IN ACCESS EXCLUSIVE MODE");
      for (int i = 0; i < CROWD; i++) {
        queue();
      }
      out.accept(
          "incident begins: an import computes with the price list locked, "
              + CROWD
              + " sessions wait for it");
      compute(statement);
      hog.rollback();
    }
    for (Thread waiting : crowd) {
      waiting.join();
    }
    out.accept("incident is over: the import was cut off, nobody waits for it any more");
  }

  /** Computes until the server cuts it off. */
  private void compute(Statement statement) throws SQLException {
    statement.execute("SET LOCAL statement_timeout = " + length.toMillis());
    try {
      statement.execute(HOG);
    } catch (SQLException e) {
      if (!QUERY_CANCELED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private void queue() throws SQLException {
    Connection connection = connect("shop-mobile");
    Thread thread =
        new Thread(
            () -> {
              try (connection;
                  Statement statement = connection.createStatement()) {
                statement.execute("SELECT count(*) FROM price_list");
              } catch (SQLException e) {
                complain(e);
              }
            },
            "incident-crowd");
    crowd.add(thread);
    thread.start();
  }

  private void complain(SQLException problem) {
    if (ended.getCount() > 0) {
      LOG.warn("the incident went wrong: {}", problem.getMessage());
    }
  }

  private Connection connect(String application) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", postgres.superuser());
    properties.setProperty("ApplicationName", application);
    Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl(ShopSchema.DATABASE), properties);
    synchronized (connections) {
      connections.add(connection);
    }
    return connection;
  }

  /** Calls it off, or cuts its connections; what the server still does ends with the server. */
  @Override
  public void close() {
    ended.countDown();
    script.interrupt();
    synchronized (connections) {
      for (Connection connection : connections) {
        try {
          connection.abort(Runnable::run);
        } catch (SQLException e) {
          LOG.debug("a connection of the incident was closed already: {}", e.getMessage());
        }
      }
    }
    try {
      script.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
