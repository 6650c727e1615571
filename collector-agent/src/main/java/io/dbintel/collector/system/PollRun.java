package io.dbintel.collector.system;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** One poll under way: what it is asked for, and where a collector puts what it read. */
public interface PollRun {

  /** Whether the agent stops after this poll. */
  boolean last();

  /** Generation of full polls that the processors ask for. */
  long fullPollsWanted();

  /** Keys of the statements whose plan the processors ask for, as they are in the records. */
  Set<ByteBuffer> plansWanted();

  /** Whether records wait on disk, so that no acknowledgement will be reported. */
  boolean spooling();

  /** Adds a record; it is encoded at once, so that it need not be kept. */
  void emit(SpecificRecord record);

  /** Adds to the number of rows read from the database. */
  void countRows(int read);

  /** Counts one of several things that the poll tried, by the code of how it ended. */
  void countAttempt(String code);

  /** Records the database's clock of this moment, microseconds since the Unix epoch. */
  void recordDatabaseClock(long micros);

  /** Registers who is told what becomes of the poll. */
  void onDelivery(DeliveryListener listener);

  /**
   * Reports something a person should fix although the poll went well; one line with the fix, the
   * same in every poll while it stays the same.
   */
  void remark(String line);
}
