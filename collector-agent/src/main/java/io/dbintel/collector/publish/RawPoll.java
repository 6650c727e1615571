package io.dbintel.collector.publish;

import io.dbintel.collector.system.DeliveryListener;
import java.util.List;

/**
 * Everything one poll emitted, in the order in which it is published: it is sent or waits as a
 * whole.
 *
 * @param instanceId record key
 * @param records encoded records
 * @param delivery is told what becomes of the poll
 */
public record RawPoll(String instanceId, List<RawRecord> records, DeliveryListener delivery) {

  public RawPoll {
    records = List.copyOf(records);
  }

  /** Bytes of all values, before compression. */
  public long bytes() {
    long bytes = 0;
    for (RawRecord record : records) {
      bytes += record.value().length;
    }
    return bytes;
  }
}
