package io.dbintel.collector.system;

/** Is told once what became of a poll, by the sending thread or by the one that adds polls. */
public interface DeliveryListener {

  /** Ignores what it is told. */
  DeliveryListener NONE =
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
   * reported: whoever counts acknowledged records must not count these.
   */
  void deliveryUnknown();
}
