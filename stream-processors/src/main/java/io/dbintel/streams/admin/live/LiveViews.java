package io.dbintel.streams.admin.live;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.processors.TurnViewer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was seen last of instances, for those that ask. It holds a number of instances at most; when
 * there are more, those that somebody looked at last are held, and one that was never looked at is
 * seen from the first look on. What is held of an instance goes away with its partition, and is
 * there again after the next polls elsewhere. Thread-safe.
 */
public final class LiveViews implements TurnViewer {
  private final int maxInstances;
  private final InstantSource clock;
  private final Map<String, LiveInstance> instances = new ConcurrentHashMap<>();

  /**
   * Holds what is seen.
   *
   * @param maxInstances how many instances at most
   * @param clock tells when somebody looked
   */
  public LiveViews(int maxInstances, InstantSource clock) {
    this.maxInstances = maxInstances;
    this.clock = clock;
  }

  @Override
  public TurnViewer.Partition open(int partition) {
    return new Owner();
  }

  /** What was seen of an instance that is here; nothing at first. */
  public LiveInstance look(String instance) {
    LiveInstance seen = instances.get(instance);
    if (seen == null) {
      makeRoom();
      seen = instances.computeIfAbsent(instance, name -> new LiveInstance());
    }
    seen.lookedAt(clock.instant().toEpochMilli());
    return seen;
  }

  /** What was seen of an instance, if it is held; it does not count as a look. */
  public Optional<LiveInstance> glance(String instance) {
    return Optional.ofNullable(instances.get(instance));
  }

  /** How many instances are held. */
  public int size() {
    return instances.size();
  }

  private synchronized void makeRoom() {
    while (instances.size() >= maxInstances) {
      instances.entrySet().stream()
          .min(Comparator.comparingLong(entry -> entry.getValue().lookedAt()))
          .ifPresent(entry -> instances.remove(entry.getKey()));
    }
  }

  /** One partition's part. */
  private final class Owner implements TurnViewer.Partition {

    @Override
    public void take(InstanceTurn turn) {
      String instance = turn.instance();
      if (turn.forgetting()) {
        instances.remove(instance);
        return;
      }
      LiveInstance seen = instances.get(instance);
      if (seen == null) {
        if (instances.size() >= maxInstances) {
          return;
        }
        seen = instances.computeIfAbsent(instance, name -> new LiveInstance());
      }
      seen.take(turn, this);
    }

    @Override
    public void close() {
      instances.values().removeIf(seen -> seen.isOf(this));
    }
  }
}
