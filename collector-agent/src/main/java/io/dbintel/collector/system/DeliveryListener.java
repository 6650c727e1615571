package io.dbintel.collector.system;

/**
 * Is told what becomes of a poll. What a collector remembers of a poll counts from {@link
 * #handedOver} on and not before: a poll that was read but could not be kept was never made.
 *
 * <p>A poll that is handed over is told as that first, by the thread that polled; then once {@link
 * #acknowledged} or {@link #deliveryUnknown}; after the latter perhaps {@link #lost}. A poll that
 * could not be handed over is {@link #lost} and nothing else. Other calls come from the sending
 * thread or from one that adds polls.
 */
public interface DeliveryListener {

  /** Ignores what it is told. */
  DeliveryListener NONE = new DeliveryListener() {};

  /** The whole poll waits in memory or on disk: it will be sent. */
  default void handedOver() {}

  /** The broker has every record of the poll. */
  default void acknowledged() {}

  /**
   * The poll went to the spool, or sending failed. It will be sent (again), but its arrival is not
   * reported: whoever counts acknowledged records must not count these.
   */
  default void deliveryUnknown() {}

  /** The poll will not be sent: it could not be kept, or no broker takes it. */
  default void lost() {}
}
