package io.dbintel.collector.poll;

import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.publish.RawRecord;
import io.dbintel.collector.publish.RecordEncoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** One poll under way: what it is asked, and what it gives. Used by one thread. */
public final class PollRun {

  /** Asked once more before the agent stops. */
  private final boolean last;

  private final long fullPollsWanted;
  private final boolean spooling;
  private final RecordEncoder encoder;
  private final long timestamp;
  private final List<RawRecord> records = new ArrayList<>();
  private DeliveryListener delivery = DeliveryListener.NONE;
  private long bytes;
  private int rows;
  private Long clockSkew;
  private String remark;

  /**
   * @param last whether the agent stops after it
   * @param fullPollsWanted generation of full polls that the processors ask for
   * @param spooling whether records wait on disk, so that nothing is acknowledged now
   * @param encoder encodes what is given
   * @param timestamp of the records, agent clock in milliseconds
   */
  public PollRun(
      boolean last, long fullPollsWanted, boolean spooling, RecordEncoder encoder, long timestamp) {
    this.last = last;
    this.fullPollsWanted = fullPollsWanted;
    this.spooling = spooling;
    this.encoder = encoder;
    this.timestamp = timestamp;
  }

  public boolean last() {
    return last;
  }

  public long fullPollsWanted() {
    return fullPollsWanted;
  }

  public boolean spooling() {
    return spooling;
  }

  /** Gives a record; it is encoded at once, so that it need not be kept. */
  public void emit(SpecificRecord record) {
    RawRecord encoded = encoder.encode(record, timestamp);
    bytes += encoded.value().length;
    records.add(encoded);
  }

  /** Adds to the rows read from the database. */
  public void countRows(int read) {
    rows += read;
  }

  /** Tells what the database's clock says now, microseconds since the Unix epoch. */
  public void recordDatabaseClock(long micros) {
    clockSkew = micros - AgentClock.micros();
  }

  /** Asks to hear what becomes of the poll. */
  public void onDelivery(DeliveryListener listener) {
    delivery = listener;
  }

  /** Says something a person should mend although the poll went well; one line, the way out. */
  public void remark(String line) {
    remark = line;
  }

  List<RawRecord> records() {
    return records;
  }

  DeliveryListener delivery() {
    return delivery;
  }

  long bytes() {
    return bytes;
  }

  int rows() {
    return rows;
  }

  /** Database clock minus agent clock, microseconds; null when the database was not reached. */
  Long clockSkew() {
    return clockSkew;
  }

  String remark() {
    return remark;
  }
}
