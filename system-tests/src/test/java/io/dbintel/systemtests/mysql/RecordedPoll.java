package io.dbintel.systemtests.mysql;

import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** One poll of a collector, whose records a test hands on. */
final class RecordedPoll implements PollRun {

  private final List<SpecificRecord> records = new ArrayList<>();
  private final long fullPollsWanted;
  private DeliveryListener delivery = DeliveryListener.NONE;
  private long clock;

  RecordedPoll(long fullPollsWanted) {
    this.fullPollsWanted = fullPollsWanted;
  }

  List<SpecificRecord> records() {
    return records;
  }

  /** Database clock, microseconds. */
  long clock() {
    return clock;
  }

  /** As if the broker had all records. */
  void arrived() {
    delivery.handedOver();
    delivery.acknowledged();
  }

  @Override
  public boolean last() {
    return false;
  }

  @Override
  public long fullPollsWanted() {
    return fullPollsWanted;
  }

  @Override
  public Set<ByteBuffer> plansWanted() {
    return Set.of();
  }

  @Override
  public boolean spooling() {
    return false;
  }

  @Override
  public void emit(SpecificRecord record) {
    records.add(record);
  }

  @Override
  public void countRows(int read) {
    // nobody asks
  }

  @Override
  public void countAttempt(String code) {
    // nobody asks
  }

  @Override
  public void recordDatabaseClock(long micros) {
    clock = micros;
  }

  @Override
  public void onDelivery(DeliveryListener listener) {
    delivery = listener;
  }

  @Override
  public void remark(String line) {
    // tests of the collectors look at remarks
  }
}
