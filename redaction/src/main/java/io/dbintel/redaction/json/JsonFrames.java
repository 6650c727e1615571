package io.dbintel.redaction.json;

import java.util.ArrayList;
import java.util.List;

/** The objects and arrays that are open, and where their members begin in the output. */
final class JsonFrames implements JsonPath {

  /** An open object or array. */
  static final class Frame {
    final boolean array;

    /** Where the container begins in the output. */
    final int start;

    /** Where the member or element that is being written begins, with its comma. */
    int memberStart;

    /** The member or element before it, without its comma; empty when there is none. */
    int previousStart;

    int previousEnd;
    int position = -1;
    String name;
    boolean valuePending;

    Frame(boolean array, int start) {
      this.array = array;
      this.start = start;
    }
  }

  private final List<Frame> frames = new ArrayList<>();

  void open(boolean array, int start) {
    frames.add(new Frame(array, start));
  }

  Frame close() {
    return frames.remove(frames.size() - 1);
  }

  /** The innermost container; null when none is open. */
  Frame top() {
    return frames.isEmpty() ? null : frames.get(frames.size() - 1);
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  @Override
  public int depth() {
    return frames.size();
  }

  @Override
  public String name(int up) {
    int index = frames.size() - 1 - up;
    return index < 0 ? null : frames.get(index).name;
  }

  @Override
  public boolean isArray(int up) {
    int index = frames.size() - up;
    return index >= 0 && frames.get(index).array;
  }

  @Override
  public int position() {
    return frames.isEmpty() ? 0 : top().position;
  }
}
