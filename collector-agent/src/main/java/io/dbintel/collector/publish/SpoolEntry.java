package io.dbintel.collector.publish;

import io.dbintel.collector.system.DeliveryListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A poll as a file: magic, instance id, records, CRC-32 of all that. A file that does not read back
 * is not a poll.
 */
final class SpoolEntry {

  private static final int MAGIC = 0x44424931;
  private static final int CHECKSUM_BYTES = Long.BYTES;

  private SpoolEntry() {}

  static byte[] write(RawPoll poll) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) poll.bytes() + 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeUTF(poll.instanceId());
      out.writeInt(poll.records().size());
      for (RawRecord record : poll.records()) {
        out.writeUTF(record.schema());
        out.writeLong(record.timestamp());
        out.writeInt(record.value().length);
        out.write(record.value());
      }
      out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException when the bytes are not a whole entry
   */
  static RawPoll read(byte[] bytes) throws IOException {
    int length = bytes.length - CHECKSUM_BYTES;
    if (length <= 0) {
      throw new IOException("it has " + bytes.length + " bytes, less than any poll");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != MAGIC) {
      throw new IOException("it does not begin as a poll does");
    }
    if (new DataInputStream(new ByteArrayInputStream(bytes, length, CHECKSUM_BYTES)).readLong()
        != checksum(bytes, length)) {
      throw new IOException("its checksum does not fit its content");
    }
    String instanceId = in.readUTF();
    int count = in.readInt();
    List<RawRecord> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String schema = in.readUTF();
      long timestamp = in.readLong();
      records.add(new RawRecord(schema, timestamp, in.readNBytes(in.readInt())));
    }
    return new RawPoll(instanceId, records, DeliveryListener.NONE);
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
