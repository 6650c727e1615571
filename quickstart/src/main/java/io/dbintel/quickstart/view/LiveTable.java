package io.dbintel.quickstart.view;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.TenantUsage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Takes results from one thread and draws what they show from another, at an interval. */
public final class LiveTable implements AutoCloseable {

  private static final int WINDOW_SECONDS = 15;
  private static final int TOP = 12;

  private final StatementWindow statements = new StatementWindow(WINDOW_SECONDS);
  private final SessionWindow sessions;
  private final CircuitStates circuits = new CircuitStates();
  private final SamplingWindow sampling = new SamplingWindow(WINDOW_SECONDS);
  private final BudgetStates budgets = new BudgetStates();
  private final PlanStates plans = new PlanStates();
  private final Happenings happenings = new Happenings();
  private final Supplier<String> title;
  private final Supplier<String> delivery;
  private final Screen screen;
  private final TableRenderer renderer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "live-table"));

  private volatile Future<?> drawing;

  /**
   * @param sampleInterval how often sessions become results
   * @param title first line: what is watched
   * @param delivery second line: what has been delivered
   */
  public LiveTable(
      Screen screen, Duration sampleInterval, Supplier<String> title, Supplier<String> delivery) {
    this.sessions = new SessionWindow(sampleInterval);
    this.screen = screen;
    this.title = title;
    this.delivery = delivery;
    this.renderer = new TableRenderer(screen.width(), ZoneId.systemDefault());
  }

  /** Begins to draw. */
  public void start(Duration interval) {
    drawing =
        clock.scheduleAtFixedRate(
            this::draw, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes one result; kinds that the table does not show are passed over. */
  public synchronized void accept(SpecificRecord result) {
    if (result instanceof ResultEvent event) {
      accept(event);
    } else if (result instanceof ResultMetrics metrics) {
      circuits.add(metrics);
    } else if (result instanceof TenantUsage usage) {
      budgets.add(usage);
    }
  }

  private void accept(ResultEvent event) {
    switch (event.getEventName()) {
      case StatementWindow.EVENT -> {
        statements.add(event);
        sampling.addStatement(event);
      }
      case SessionWindow.EVENT -> {
        sessions.add(event);
        sampling.addSession(event);
      }
      case PlanStates.EVENT -> plans.add(event);
      case CircuitStates.EVENT ->
          happenings.add(TimeUnit.MICROSECONDS.toMillis(event.getTime()), circuits.add(event));
      default -> {
        if (BudgetStates.isReport(event)) {
          budgets.add(event);
        }
      }
    }
  }

  /** Shows, with the present time, that something happened that is no result. */
  public synchronized void tell(String happening) {
    happenings.add(System.currentTimeMillis(), happening);
  }

  /** Draws a last time, if it has begun. */
  @Override
  public void close() {
    boolean begun = drawing != null;
    clock.shutdownNow();
    if (begun) {
      draw();
    }
  }

  private void draw() {
    screen.show(renderer.render(snapshot(System.currentTimeMillis())));
  }

  private synchronized Snapshot snapshot(long nowMillis) {
    long nowMicros = TimeUnit.MILLISECONDS.toMicros(nowMillis);
    StatementWindow.Ranking ranking = statements.rank(TOP);
    return new Snapshot(
        title.get(),
        delivery.get(),
        new ControlSnapshot(
            circuits.lines(nowMillis),
            sampling.lines(),
            budgets.lines(),
            plans.lines(),
            happenings.recent()),
        ranking.first(),
        ranking.others(),
        sessions.waits(nowMicros),
        sessions.blockers(nowMicros),
        RecentProblems.recent());
  }
}
