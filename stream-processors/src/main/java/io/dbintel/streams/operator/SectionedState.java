package io.dbintel.streams.operator;

import java.util.Arrays;

/**
 * A stored value shared by operators: a list of sections (part id, version, length, bytes), one for
 * each operator that remembers something. A section is decoded only when asked for and encoded only
 * when it changed; sections this version does not know are copied as they are, so that a rolling
 * upgrade can be rolled back without loss. One object may serve many values in turn ({@link
 * #reset}). Not thread-safe.
 */
public final class SectionedState {
  private static final byte FORMAT = 1;

  private final StateReader reader = new StateReader();
  private Section[] sections = new Section[4];
  private int count;
  private boolean changed;

  /** Reads a stored value; null is the empty state. */
  public static SectionedState of(byte[] stored) {
    SectionedState state = new SectionedState();
    state.reset(stored);
    return state;
  }

  /** Lets go of what was read and reads another stored value; null is the empty state. */
  public void reset(byte[] stored) {
    count = 0;
    changed = false;
    if (stored != null) {
      parse(stored, 0, stored.length);
    }
  }

  /**
   * Lets go of what was read and reads another stored value, which stands among other bytes; these
   * must not change while this object is in use.
   */
  public void reset(byte[] bytes, int from, int to) {
    count = 0;
    changed = false;
    parse(bytes, from, to);
  }

  private void parse(byte[] stored, int from, int to) {
    if (from == to || stored[from] != FORMAT) {
      throw new IllegalStateException(
          "a stored value has format "
              + (from == to ? "none (it is empty)" : stored[from])
              + "; expected "
              + FORMAT
              + "; a newer release may have written it: run that release again");
    }
    reader.reset(stored, from + 1, to);
    while (!reader.exhausted()) {
      int id = reader.readCount();
      int version = reader.readCount();
      int length = reader.readLength();
      next().begin(id, version, stored, reader.position(), length);
      reader.skip(length);
    }
  }

  /** Returns the operator's state, or null when it remembers nothing here. */
  @SuppressWarnings("unchecked")
  public <S> S get(PartCodec<S> codec) {
    Section section = find(codec.id());
    if (section == null) {
      return null;
    }
    if (section.decoded == null) {
      reader.reset(section.bytes, section.offset, section.offset + section.length);
      section.decoded = codec.read(reader, section.version);
    }
    return (S) section.decoded;
  }

  /** Remembers {@code state} if it differs from what is there; null forgets it. */
  public <S> void put(PartCodec<S> codec, S state) {
    S prior = get(codec);
    if (prior == state || (prior != null && prior.equals(state))) {
      return;
    }
    changed = true;
    if (state == null) {
      remove(codec.id());
      return;
    }
    Section section = find(codec.id());
    if (section == null) {
      section = next();
      section.begin(codec.id(), codec.version(), null, 0, 0);
    }
    section.version = codec.version();
    section.decoded = state;
    section.encoder = codec;
  }

  /** True when a part was put, changed or forgotten since the value was read. */
  public boolean changed() {
    return changed;
  }

  /** True when nothing is remembered; such a value is deleted, not stored. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Returns the value to store. */
  public byte[] toBytes() {
    return toBytes(new StateWriter());
  }

  /**
   * Returns the value to store.
   *
   * @param out buffer to use; what is in it is lost
   */
  public byte[] toBytes(StateWriter out) {
    out.clear();
    out.writeUnsigned(FORMAT);
    for (int i = 0; i < count; i++) {
      sections[i].write(out);
    }
    return out.toBytes();
  }

  /**
   * Returns the value to store and goes on with it as what was read: parts that were decoded stay
   * so.
   *
   * @param out buffer to use; what is in it is lost
   */
  public byte[] store(StateWriter out) {
    byte[] stored = toBytes(out);
    for (int i = 0; i < count; i++) {
      assert survives(sections[i], stored) : "part " + sections[i].id + " is not read as written";
      sections[i].stored(stored);
    }
    changed = false;
    return stored;
  }

  /** Whether a part that was written would be read as what it is: it goes on without being read. */
  @SuppressWarnings("unchecked")
  private <S> boolean survives(Section section, byte[] stored) {
    if (section.encoder == null) {
      return true;
    }
    PartCodec<S> codec = (PartCodec<S>) section.encoder;
    int end = section.written + section.length;
    StateWriter again = new StateWriter();
    codec.write(codec.read(new StateReader(stored, section.written, end), section.version), again);
    return Arrays.equals(
        again.toBytes(),
        Arrays.copyOfRange(stored, section.written, section.written + section.length));
  }

  private Section find(int id) {
    for (int i = 0; i < count; i++) {
      if (sections[i].id == id) {
        return sections[i];
      }
    }
    return null;
  }

  /** Adds a section; those of the value read before are used again. */
  private Section next() {
    if (count == sections.length) {
      sections = Arrays.copyOf(sections, count * 2);
    }
    if (sections[count] == null) {
      sections[count] = new Section();
    }
    return sections[count++];
  }

  private void remove(int id) {
    int at = 0;
    while (sections[at].id != id) {
      at++;
    }
    Section removed = sections[at];
    System.arraycopy(sections, at + 1, sections, at, count - at - 1);
    sections[--count] = removed;
  }

  private static final class Section {
    int id;
    int version;
    byte[] bytes;
    int offset;
    int length;
    int written;
    Object decoded;
    PartCodec<?> encoder;

    void begin(int part, int storedVersion, byte[] stored, int from, int size) {
      id = part;
      version = storedVersion;
      bytes = stored;
      offset = from;
      length = size;
      written = 0;
      decoded = null;
      encoder = null;
    }

    void write(StateWriter out) {
      if (encoder == null) {
        out.writeUnsigned(id);
        out.writeUnsigned(version);
        out.writeUnsigned(length);
        written = out.length();
        out.writeRaw(bytes, offset, length);
        return;
      }
      int start = out.length();
      encode(encoder, out);
      length = out.length() - start;
      out.insertHeader(start, id, version);
      written = out.length() - length;
    }

    /** Goes on with the bytes that were written last. */
    void stored(byte[] value) {
      bytes = value;
      offset = written;
      encoder = null;
    }

    @SuppressWarnings("unchecked")
    private <S> void encode(PartCodec<S> codec, StateWriter out) {
      codec.write((S) decoded, out);
    }
  }
}
