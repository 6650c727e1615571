package io.dbintel.collector.system;

/** Hears once what became of a poll; called by the sending thread or by the one that adds polls. */
public interface DeliveryListener {

  /** Wants to hear nothing. */
  DeliveryListener UNOBSERVED =
      new DeliveryListener() {
        @Override
        public void acknowledged() {}

        @Override
        public void deliveryUnknown() {}
      };

  /** The broker has every record of the poll. */
  void acknowledged();

  /**
   * The poll went to the spool, or sending failed. It will be sent (again), but nothing further is
   * told: whoever counts acknowledged records must not count these.
   */
  void deliveryUnknown();
}
