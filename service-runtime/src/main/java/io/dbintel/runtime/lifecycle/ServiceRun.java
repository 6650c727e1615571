package io.dbintel.runtime.lifecycle;

import io.dbintel.runtime.config.ConfigException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a service: {@link #execute} on the main thread, {@link #stop} on the thread of the
 * signal.
 */
final class ServiceRun {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);

  private final String name;
  private final PrintStream errors;
  private final Duration closeLimit;
  private final CompletableFuture<Integer> outcome = new CompletableFuture<>();

  private Service service;
  private boolean stopAsked;

  ServiceRun(String name, PrintStream errors, Duration closeLimit) {
    this.name = name;
    this.errors = errors;
    this.closeLimit = closeLimit;
  }

  /** Runs the service to its end; returns the exit code and never throws. */
  int execute(Callable<? extends Service> factory) {
    int code = runToEnd(factory);
    outcome.complete(code);
    return code;
  }

  private int runToEnd(Callable<? extends Service> factory) {
    try (Service made = factory.call()) {
      if (!adopt(made)) {
        return ServiceMain.STOPPED;
      }
      made.start();
      LOG.info("{} started", name);
      made.awaitStop();
    } catch (ConfigException unusable) {
      errors.println(name + ": " + unusable.getMessage());
      return ServiceMain.BAD_CONFIGURATION;
    } catch (Exception | Error failed) {
      return failed(failed);
    }
    LOG.info("{} stopped", name);
    return ServiceMain.STOPPED;
  }

  private int failed(Throwable failure) {
    String message = failure.getMessage();
    errors.println(name + ": " + (message == null ? failure.getClass().getName() : message));
    LOG.debug("{} failed", name, failure);
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return ServiceMain.FAILED;
  }

  private synchronized boolean adopt(Service made) {
    service = made;
    return !stopAsked;
  }

  private synchronized Service askToStop() {
    stopAsked = true;
    return service;
  }

  /** Closes the service and waits for the end of the run; returns the exit code. */
  int stop() {
    Service running = askToStop();
    CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);
    if (running != null) {
      closing = new CompletableFuture<>();
      closeInBackground(running, closing);
    }
    try {
      return closing
          .thenCombine(outcome, (closed, code) -> code)
          .get(closeLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      errors.println(
          name
              + ": did not stop within "
              + closeLimit.toSeconds()
              + " s and is terminated; unfinished work is repeated after the next start");
    } catch (ExecutionException failed) {
      errors.println(name + ": closing failed: " + failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return ServiceMain.FAILED;
  }

  private static void closeInBackground(Service running, CompletableFuture<Void> closing) {
    Thread closer =
        new Thread(
            () -> {
              try {
                running.close();
                closing.complete(null);
              } catch (RuntimeException | Error failed) {
                closing.completeExceptionally(failed);
              }
            },
            "dbintel-close");
    closer.setDaemon(true);
    closer.start();
  }
}
