package io.dbintel.streams.runtime;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigProblem;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.schemas.topic.TopicFinding;
import io.dbintel.schemas.topic.TopicPreflight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks at start what would otherwise fail in a loop, or lose records: broker and topics. */
public final class StartPreflight {
  private static final Logger LOG = LoggerFactory.getLogger(StartPreflight.class);
  private static final int LIMIT_SECONDS = 30;
  // A topic that was made a moment ago is not known to every broker yet.
  private static final int ATTEMPTS = 10;
  private static final int PAUSE_MS = 300;
  private static final List<TopicDefinition> NEEDED =
      List.of(
          TopicCatalogue.RAW,
          TopicCatalogue.METRICS,
          TopicCatalogue.EVENTS,
          TopicCatalogue.CONTROL,
          TopicCatalogue.TENANT_USAGE,
          TopicCatalogue.EXPORT_OUTCOMES,
          TopicCatalogue.DEAD_LETTERS,
          TopicCatalogue.AUDIT);

  private StartPreflight() {}

  /**
   * Checks that the broker answers and has the topics with the settings that they need, and lets
   * the application's changelogs take records as large as its stores write.
   *
   * @throws IllegalStateException with the fix when something would not work
   */
  public static void check(Map<String, Object> client, String applicationId)
      throws InterruptedException {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 1_000);
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 500);
    try (Admin admin = admin(settings)) {
      Set<String> missing = missing(admin);
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
      checkSettings(admin);
      Changelogs.enlarge(admin, applicationId);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at "
              + client.get("bootstrap.servers")
              + " does not answer; check kafka.bootstrapServers and kafka.properties",
          e);
    }
  }

  /** A client; settings that contradict each other show before a broker is asked. */
  private static Admin admin(Map<String, Object> settings) {
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          List.of(
              new ConfigProblem(
                  "kafka.properties",
                  "",
                  "settings that the Kafka client refuses: " + cause.getMessage(),
                  "settings that belong together, such as security.protocol, sasl.* and ssl.*",
                  "see docs/security.md for complete examples")));
    }
  }

  private static Set<String> missing(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> names = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return NEEDED.stream()
        .map(TopicDefinition::name)
        .filter(name -> !names.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void checkSettings(Admin admin) {
    List<TopicFinding> findings;
    try {
      findings = new TopicPreflight(admin).check(NEEDED);
    } catch (KafkaException e) {
      if (!(e.getCause() instanceof ExecutionException failed)
          || !(failed.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      LOG.warn(
          "The settings of the topics are not checked: {}; grant DESCRIBE_CONFIGS, or run dbintel"
              + " topics check with a principal that has it",
          e.getMessage());
      return;
    }
    List<TopicFinding> errors =
        findings.stream().filter(f -> f.severity() == TopicFinding.Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new IllegalStateException(
          "the topics are not as they must be; see also: dbintel topics check\n"
              + errors.stream().map(f -> "  - " + f).collect(Collectors.joining("\n")));
    }
    findings.forEach(finding -> LOG.info("{}", finding));
  }
}
