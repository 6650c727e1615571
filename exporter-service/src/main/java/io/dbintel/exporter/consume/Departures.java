package io.dbintel.exporter.consume;

import io.dbintel.runtime.health.Health;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What happens to batches under way when their partitions go to another member: they get some time
 * to finish, so that they are not sent twice, and are abandoned then, so that they do not go on
 * beside those of the new owner.
 */
final class Departures {

  /** Below max.poll.interval.ms, after which the broker would take all partitions away. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What waits for a destination in trouble will hardly finish in time. */
  private static final Duration LIMIT_IN_TROUBLE = Duration.ofSeconds(1);

  private final BatchSender sender;
  private final Consumer<Batch> finished;

  /**
   * @param finished is told of each batch that finished in time
   */
  Departures(BatchSender sender, Consumer<Batch> finished) {
    this.sender = sender;
    this.finished = finished;
  }

  /** The partitions go to another member when this returns. */
  void revoked(Collection<TopicPartition> partitions) {
    boolean inTrouble = sender.health().status() != Health.Status.UP;
    try {
      sender.awaitFinished(partitions, inTrouble ? LIMIT_IN_TROUBLE : LIMIT).forEach(finished);
    } catch (InterruptedException stopped) {
      throw new InterruptException(stopped);
    } finally {
      sender.abandon(partitions);
    }
  }

  /** Another member has the partitions already. */
  void lost(Collection<TopicPartition> partitions) {
    sender.abandon(partitions);
  }
}
