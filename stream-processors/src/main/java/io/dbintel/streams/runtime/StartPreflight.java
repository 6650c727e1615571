package io.dbintel.streams.runtime;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Checks at start what would otherwise fail in a loop: the broker and its topics. */
public final class StartPreflight {
  private static final int LIMIT_SECONDS = 30;
  // A topic that was made a moment ago is not known to every broker yet.
  private static final int ATTEMPTS = 10;
  private static final int PAUSE_MS = 300;
  private static final List<String> NEEDED =
      List.of(
          TopicCatalogue.RAW.name(),
          TopicCatalogue.METRICS.name(),
          TopicCatalogue.EVENTS.name(),
          TopicCatalogue.CONTROL.name(),
          TopicCatalogue.TENANT_USAGE.name(),
          TopicCatalogue.DEAD_LETTERS.name());

  private StartPreflight() {}

  /**
   * Checks that the broker answers and has the topics.
   *
   * @throws IllegalStateException with the fix when it does not
   */
  public static void check(Map<String, Object> client) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 1_000);
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 500);
    try (Admin admin = Admin.create(settings)) {
      List<String> missing = missing(admin);
      for (int attempt = 1; attempt < ATTEMPTS && !missing.isEmpty(); attempt++) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        missing = missing(admin);
      }
      if (!missing.isEmpty()) {
        throw new IllegalStateException(
            "Kafka at "
                + client.get("bootstrap.servers")
                + " has no topic "
                + String.join(", ", missing)
                + "; create them with: dbintel topics create --bootstrap-servers "
                + client.get("bootstrap.servers"));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at "
              + client.get("bootstrap.servers")
              + " does not answer; check kafka.bootstrapServers, the network and kafka.properties",
          e);
    }
  }

  private static List<String> missing(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> names = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return NEEDED.stream().filter(name -> !names.contains(name)).toList();
  }
}
