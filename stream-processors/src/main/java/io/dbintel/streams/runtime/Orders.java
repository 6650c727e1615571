package io.dbintel.streams.runtime;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Orders of people. Each is written to {@code dbintel.audit} first, and is not carried out when
 * that fails.
 */
public final class Orders {
  /** Action of the audit entries that tell what was not done. */
  private static final String REFUSED = "refused";

  /** Action of the audit entries that tell of a replay into the live topics. */
  private static final String REPLAY = "replay";

  private final AuditWriter audit;
  private final CommandSender sender;

  /**
   * Sends with the Kafka client settings {@code client}, signed by {@code signer}.
   *
   * @param patience how long each of audit and command waits for Kafka
   */
  public Orders(
      Map<String, Object> client,
      SchemaRegistry registry,
      RecordSigner signer,
      Clock clock,
      Duration patience) {
    this.audit = new AuditWriter(client, registry, clock, patience);
    this.sender = new CommandSender(client, registry, signer, clock, patience);
  }

  /**
   * Sends a command and waits for the acknowledgement. When one for a tenant fails it may have
   * reached a part of the instances; ordering the same again is harmless where the kind is.
   *
   * @param key instance id, tenant/name; or a tenant, for all its instances
   * @param arguments of the command; also details of the audit entry
   * @param details further details of the audit entry
   * @return id of the command
   * @throws IllegalStateException when Kafka did not take the audit entry or the command
   */
  public String command(
      String key,
      CommandKind kind,
      Map<String, String> arguments,
      String author,
      Map<String, String> details)
      throws InterruptedException {
    String id = UUID.randomUUID().toString();
    Map<String, String> all = new TreeMap<>(details);
    all.putAll(arguments);
    all.put("command_id", id);
    audit.write(action(kind), key, author, all);
    if (key.indexOf('/') < 0) {
      sender.sendToTenant(key, id, kind, arguments, author);
    } else {
      sender.sendToInstance(key, id, kind, arguments, author);
    }
    return id;
  }

  /** Name of the kind in the audit. */
  private static String action(CommandKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Orders that a record is passed over. The audit entry is the order.
   *
   * @param details further details, such as why
   * @throws IllegalStateException when Kafka did not take it
   */
  public void skip(
      String topic, int partition, long offset, String author, Map<String, String> details)
      throws InterruptedException {
    audit.skip(topic, partition, offset, author, details);
  }

  /**
   * Writes that results are replayed into the live topics. The replay is the caller's to do.
   *
   * @param subject instance id, or * for all instances
   * @param details what is replayed, and why
   * @throws IllegalStateException when Kafka did not take it
   */
  public void replay(String subject, String author, Map<String, String> details)
      throws InterruptedException {
    audit.write(REPLAY, subject, author, details);
  }

  /**
   * Writes that somebody was refused.
   *
   * @param details what it was that was refused, and why
   * @throws IllegalStateException when Kafka did not take it
   */
  public void refused(String subject, String author, Map<String, String> details)
      throws InterruptedException {
    audit.write(REFUSED, subject, author, details);
  }
}
