package io.dbintel.quickstart.services;

import io.dbintel.collector.CollectorAgent;
import io.dbintel.exporter.ExporterService;
import io.dbintel.runtime.lifecycle.Service;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.streams.StreamProcessors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exporter, processors and agent as one service, against one broker. */
public final class Pipeline implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);
  private static final int PARTITIONS = 4;
  private static final short REPLICATION_FACTOR = 1;

  private final String bootstrapServers;
  private final StreamProcessors processors;
  private final List<Service> receiversFirst;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * @param bootstrapServers the embedded broker
   */
  public Pipeline(LocalConfig config, String bootstrapServers) {
    ServiceConfigs configs = ServiceConfigs.of(config, bootstrapServers);
    this.bootstrapServers = bootstrapServers;
    this.processors = new StreamProcessors(configs.processors());
    this.receiversFirst =
        List.of(
            new ExporterService(configs.exporter()),
            processors,
            new CollectorAgent(configs.agent()));
  }

  /** Creates the topics that are missing and returns when the broker knows them. */
  public void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, REPLICATION_FACTOR);
    }
  }

  /** Port of the admin API; 0 while it is off. */
  public int adminPort() {
    return processors.adminPort();
  }

  @Override
  public void start() throws Exception {
    for (Service service : receiversFirst) {
      service.start();
      Thread watcher = new Thread(() -> watch(service), "watch-service");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  /** One service that ends ends them all. */
  private void watch(Service service) {
    try {
      service.awaitStop();
      end.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  @Override
  public void awaitStop() throws InterruptedException {
    awaitStop(FOREVER);
  }

  /**
   * Waits until the services have ended, or for some time.
   *
   * @throws RuntimeException of the service that failed
   */
  public void awaitStop(Duration atMost) throws InterruptedException {
    try {
      end.get(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("the services ran for as long as they were asked to");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Closes the services in the order that data takes, so that what was read arrives. */
  @Override
  public void close() {
    for (int i = receiversFirst.size() - 1; i >= 0; i--) {
      try {
        receiversFirst.get(i).close();
      } catch (RuntimeException e) {
        LOG.warn("{} did not close: {}", receiversFirst.get(i), e.toString());
      }
    }
    end.complete(null);
  }
}
