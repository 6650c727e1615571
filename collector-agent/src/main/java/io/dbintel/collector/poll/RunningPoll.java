package io.dbintel.collector.poll;

import io.dbintel.collector.publish.RawRecord;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Keeps what a poll under way emits until it is published. Used by one thread. */
final class RunningPoll implements PollRun {

  private final boolean last;
  private final long fullPollsWanted;
  private final Set<ByteBuffer> plansWanted;
  private final boolean spooling;
  private final RecordEncoder encoder;
  private final long timestamp;
  private final List<RawRecord> records = new ArrayList<>();
  private DeliveryListener delivery = DeliveryListener.NONE;
  private long bytes;
  private int rows;
  private Long clockSkew;
  private final SortedMap<String, Integer> attempts = new TreeMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  /**
   * @param last whether the agent stops after it
   * @param fullPollsWanted generation of full polls that the processors ask for
   * @param plansWanted keys of the statements whose plan the processors ask for
   * @param spooling whether records wait on disk, so that no acknowledgement will be reported
   * @param encoder encodes what is emitted
   * @param timestamp of the records, agent clock in milliseconds
   */
  RunningPoll(
      boolean last,
      long fullPollsWanted,
      Set<ByteBuffer> plansWanted,
      boolean spooling,
      RecordEncoder encoder,
      long timestamp) {
    this.last = last;
    this.fullPollsWanted = fullPollsWanted;
    this.plansWanted = Set.copyOf(plansWanted);
    this.spooling = spooling;
    this.encoder = encoder;
    this.timestamp = timestamp;
  }

  @Override
  public boolean last() {
    return last;
  }

  @Override
  public long fullPollsWanted() {
    return fullPollsWanted;
  }

  @Override
  public Set<ByteBuffer> plansWanted() {
    return plansWanted;
  }

  @Override
  public void countAttempt(String code) {
    attempts.merge(code, 1, Integer::sum);
  }

  @Override
  public boolean spooling() {
    return spooling;
  }

  @Override
  public void emit(SpecificRecord record) {
    RawRecord encoded = encoder.encode(record, timestamp);
    bytes += encoded.value().length;
    records.add(encoded);
  }

  @Override
  public void countRows(int read) {
    rows += read;
  }

  @Override
  public void recordDatabaseClock(long micros) {
    clockSkew = micros - AgentClock.micros();
  }

  @Override
  public void onDelivery(DeliveryListener listener) {
    delivery = listener;
  }

  @Override
  public void remark(String line) {
    remarks.add(line);
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

  /** What was tried, by the code of how it ended. */
  SortedMap<String, Integer> attempts() {
    return attempts;
  }

  /** All remarks in one line; null when there is none. */
  String remark() {
    return remarks.isEmpty() ? null : String.join("; ", remarks);
  }
}
