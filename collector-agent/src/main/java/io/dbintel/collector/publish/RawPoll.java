package io.dbintel.collector.publish;

import java.util.List;

/**
 * Everything one poll gave, in the order in which it is published: it leaves as a whole or waits as
 * a whole.
 *
 * @param instanceId record key
 * @param records encoded records
 * @param delivery told what became of the poll
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
