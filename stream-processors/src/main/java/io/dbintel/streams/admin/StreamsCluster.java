package io.dbintel.streams.admin;

import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.processors.TenantProcessor;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What Kafka Streams knows of the application. A read takes the in-memory store's lock for a look
 * at a map, or for a copy of its keys; values are never changed once they are stored.
 */
final class StreamsCluster implements Cluster {
  private final String self;
  private final Supplier<KafkaStreams> streams;

  /**
   * Reads.
   *
   * @param self host and port that this process told the others
   * @param streams gives null as long as there are none
   */
  StreamsCluster(String self, Supplier<KafkaStreams> streams) {
    this.self = self;
    this.streams = streams;
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public Place placeOf(String instance) {
    return ask(
        running -> {
          KeyQueryMetadata found =
              running.queryMetadataForKey(
                  InstanceProcessor.INSTANCES, instance, new StringSerializer());
          if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw moving(null);
          }
          if (found.activeHost().equals(HostInfo.unavailable())) {
            throw ApiException.unavailable(
                "the processor that hosts "
                    + instance
                    + " has no admin API; expected admin.tokens in the configuration of each",
                null);
          }
          String host = name(found.activeHost());
          return new Place(host, found.partition(), host.equals(self));
        });
  }

  @Override
  public Members members() {
    return ask(
        running -> {
          TreeSet<String> others = new TreeSet<>();
          boolean unnamed = false;
          for (StreamsMetadata member : running.metadataForAllStreamsClients()) {
            if (member.hostInfo().equals(HostInfo.unavailable())) {
              unnamed = true;
            } else {
              others.add(name(member.hostInfo()));
            }
          }
          others.remove(self);
          return new Members(others, unnamed);
        });
  }

  @Override
  public Optional<byte[]> instance(String instance, int partition) {
    return ask(
        running -> {
          ReadOnlyKeyValueStore<String, byte[]> store =
              running.store(
                  StoreQueryParameters.fromNameAndType(
                          InstanceProcessor.INSTANCES,
                          QueryableStoreTypes.<String, byte[]>keyValueStore())
                      .withPartition(partition));
          return Optional.ofNullable(store.get(instance)).map(byte[]::clone);
        });
  }

  @Override
  public SortedMap<String, byte[]> instances() {
    // not the values that operators have of their own
    return all(InstanceProcessor.INSTANCES, key -> key.indexOf('#') < 0);
  }

  @Override
  public Map<String, byte[]> tenants() {
    return all(TenantProcessor.TENANTS, key -> true);
  }

  private SortedMap<String, byte[]> all(String name, Predicate<String> wanted) {
    return ask(
        running -> {
          ReadOnlyKeyValueStore<String, byte[]> store =
              running.store(
                  StoreQueryParameters.fromNameAndType(
                      name, QueryableStoreTypes.<String, byte[]>keyValueStore()));
          SortedMap<String, byte[]> all = new TreeMap<>();
          try (KeyValueIterator<String, byte[]> values = store.all()) {
            while (values.hasNext()) {
              KeyValue<String, byte[]> value = values.next();
              if (wanted.test(value.key)) {
                all.put(value.key, value.value.clone());
              }
            }
          }
          return all;
        });
  }

  private static String name(HostInfo host) {
    return AdminConfig.inAuthority(host.host()) + ":" + host.port();
  }

  private <T> T ask(Function<KafkaStreams, T> question) {
    KafkaStreams running = streams.get();
    if (running == null) {
      throw moving(null);
    }
    try {
      return question.apply(running);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw moving(e);
    } catch (StreamsException e) {
      throw moving(e);
    }
  }

  private static ApiException moving(Throwable cause) {
    return ApiException.unavailable(
        "the instances are being assigned to processors or restored; ask again in some seconds",
        cause);
  }
}
