package io.dbintel.streams.processors;

import io.dbintel.streams.operator.InstanceTurn;

/**
 * Is shown each turn of an instance when all is decided; it changes nothing and must not wait.
 * Thread-safe.
 */
public interface TurnViewer {

  /** Sees nothing. */
  TurnViewer NONE =
      partition ->
          new Partition() {
            @Override
            public void take(InstanceTurn turn) {
              // nobody looks
            }

            @Override
            public void close() {
              // nothing to let go of
            }
          };

  /** What it sees of one partition, as long as the partition is here; one thread at a time. */
  interface Partition extends AutoCloseable {

    /** Looks at a turn; it must not keep the turn. */
    void take(InstanceTurn turn);

    /** The partition goes elsewhere, and with it what was seen of it. */
    @Override
    void close();
  }

  /** The partition is here from now on. */
  Partition open(int partition);
}
