package io.dbintel.streams.operators.metrics;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.MetricRowRead;
import java.util.Map;

/**
 * Identity of a series: hash of name, attributes and kind of number. Of a row with an object it is
 * the object that counts, not its name: names are given away and exchanged.
 */
final class SeriesHash {
  private SeriesHash() {}

  static long of(MetricReading reading) {
    HashStream64 hash = Hashing.komihash5_0().hashStream();
    hash.putString(reading.metric().name());
    MetricRowRead row = reading.row();
    hash.putLong(row.objectId());
    for (Map.Entry<String, CleanText> attribute : reading.attributes().entrySet()) {
      if (row.objectId() != 0 && row.attributes().contains(attribute.getKey())) {
        continue;
      }
      hash.putString(attribute.getKey()).putString(attribute.getValue().toString());
    }
    return hash.putBoolean(reading.longValue() != null).getAsLong();
  }
}
