package io.dbintel.collector.publish;

import io.dbintel.collector.system.DeliveryListener;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A poll as a file: magic, instance id, records, CRC-32 of all that. A file that does not read back
 * is not a poll.
 */
final class SpoolEntry {

  private static final int MAGIC = 0x44424931;
  private static final int CHECKSUM_BYTES = Long.BYTES;

  /** Magic, length of the id, number of records, checksum. */
  private static final int FIXED_BYTES = 4 + 2 + 4 + CHECKSUM_BYTES;

  /** Length of the schema's name, timestamp, length of the value. */
  private static final int RECORD_BYTES = 2 + 8 + 4;

  private SpoolEntry() {}

  /** Bytes that {@link #write} writes. */
  static long size(RawPoll poll) {
    long size = FIXED_BYTES + utfBytes(poll.instanceId());
    for (RawRecord record : poll.records()) {
      size += RECORD_BYTES + utfBytes(record.schema()) + record.value().length;
    }
    return size;
  }

  private static long utfBytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c != 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return bytes;
  }

  /** Writes a poll; no copy of it is made in memory. */
  static void write(RawPoll poll, OutputStream to) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeInt(MAGIC);
    out.writeUTF(poll.instanceId());
    out.writeInt(poll.records().size());
    for (RawRecord record : poll.records()) {
      out.writeUTF(record.schema());
      out.writeLong(record.timestamp());
      out.writeInt(record.value().length);
      out.write(record.value());
    }
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
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
