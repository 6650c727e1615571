package io.dbintel.quickstart.workload;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of a shop at work in a PostgreSQL: short and long statements, one that is slow,
 * queues for one row, transactions left open for seconds, load that changes.
 */
public final class Workload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

  private static final List<Program> PROGRAMS =
      List.of(
          new Program("shop-web", LoadCurve.wave(40), ShopActions::showOrder),
          new Program("shop-web", LoadCurve.wave(20), ShopActions::findCustomer),
          new Program("shop-web", LoadCurve.wave(10), ShopActions::showHistory),
          new Program("shop-search", LoadCurve.rushed(8), ShopActions::searchProducts),
          new Program("shop-checkout", LoadCurve.wave(10), ShopActions::placeOrder),
          new Program("shop-checkout", LoadCurve.steady(2), ShopActions::reserve),
          new Program("pricing", LoadCurve.steady(1), ShopActions::changePrice),
          new Program("reporting", LoadCurve.steady(0.4), ShopActions::reportRevenue),
          new Program("stock-count", LoadCurve.steady(0.2), ShopActions::countStock),
          new Program("old-reports", LoadCurve.steady(0.1), ShopActions::forgetToCommit));

  private final EmbeddedPostgres postgres;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final LongAdder runs = new LongAdder();
  private final long startNanos = System.nanoTime();
  private final List<Thread> threads;

  /** One program: how often it does what, under which application_name. */
  private record Program(String application, LoadCurve curve, ShopActions.Action action) {}

  private Workload(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    this.threads =
        PROGRAMS.stream()
            .map(program -> new Thread(() -> work(program), "workload-" + program.application()))
            .toList();
  }

  /** Creates the shop in a database of its own; its programs do nothing yet. */
  public static Workload prepare(EmbeddedPostgres postgres) {
    postgres.execute("CREATE DATABASE " + ShopSchema.DATABASE);
    try (Connection connection = postgres.connection(ShopSchema.DATABASE)) {
      ShopSchema.create(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the shop of the workload could not be created", e);
    }
    return new Workload(postgres);
  }

  /** Opens the shop. */
  public void start() {
    threads.forEach(Thread::start);
  }

  /** Actions done so far. */
  public long runs() {
    return runs.sum();
  }

  /** Lets the programs finish what they are doing, at most for a second, and closes the shop. */
  @Override
  public void close() {
    ended.countDown();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Program program) {
    try (Connection connection = connect(program.application())) {
      while (!ended.await(pause(program).toNanos(), TimeUnit.NANOSECONDS)) {
        program.action().run(connection);
        runs.increment();
      }
    } catch (InterruptedException e) {
      LOG.debug("{} was asked to end", program.application());
    } catch (SQLException e) {
      if (ended.getCount() > 0) {
        LOG.warn("{} ended: {}", program.application(), e.getMessage());
      }
    }
  }

  private Duration pause(Program program) {
    return program.curve().pauseAt(Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private Connection connect(String application) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", postgres.superuser());
    properties.setProperty("ApplicationName", application);
    return DriverManager.getConnection(postgres.jdbcUrl(ShopSchema.DATABASE), properties);
  }
}
