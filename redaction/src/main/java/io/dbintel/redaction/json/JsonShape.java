package io.dbintel.redaction.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.redaction.statement.Fingerprint;
import io.dbintel.redaction.statement.PlainName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the shape of a JSON text: objects, arrays and the names of members that look like names,
 * with {@code "?"} for every value. Members and elements that repeat the one before them are left
 * out. A text that is cut or stops being JSON is copied up to there and closed; what is nested more
 * deeply than {@value #MAX_DEPTH} is one value. Reads the text once; work is proportional to its
 * length times the depth.
 */
public final class JsonShape {

  /** MongoDB and OpenSearch refuse what is nested more deeply than 100 and a few levels. */
  static final int MAX_DEPTH = 128;

  /** Values one after the other that are kept, as in the requests of one bulk call. */
  private static final int MAX_ROOTS = 32;

  private static final String VALUE = "\"?\"";

  private final MemberRules rules;
  private final int maxRoots;
  private final StringBuilder out = new StringBuilder();
  private final JsonFrames frames = new JsonFrames();
  private final List<String> roots = new ArrayList<>();
  private int unhashedStart;
  private int unhashedEnd;
  private boolean malformed;
  private boolean truncated;

  private JsonShape(MemberRules rules, int maxRoots) {
    this.rules = rules;
    this.maxRoots = maxRoots;
  }

  /**
   * The shape of a text.
   *
   * @param text JSON values, one to a line, equal ones once; empty when there is none
   * @param fingerprint hash of the members that identify the statement
   * @param truncated whether the JSON ends inside a value
   * @param malformed whether the text stops being JSON, or something was nested too deeply
   */
  public record Result(String text, long fingerprint, boolean truncated, boolean malformed) {}

  /** The shape of a text that holds one value; what follows that is dropped as malformed. */
  public static Result ofOne(String text, MemberRules rules) {
    return new JsonShape(rules, 1).read(text, 0);
  }

  /** The shape of the consecutive values from a position on. */
  public static Result ofMany(String text, int from, MemberRules rules) {
    return new JsonShape(rules, MAX_ROOTS).read(text, from);
  }

  private Result read(String text, int from) {
    JsonInput.End end = JsonInput.read(text, from, this::copyAll);
    truncated |= end == JsonInput.End.TRUNCATED;
    malformed |= end == JsonInput.End.MALFORMED;
    closeAll();
    String shape = String.join("\n", roots);
    String hashed =
        unhashedEnd == 0
            ? shape
            : new StringBuilder(shape).delete(unhashedStart, unhashedEnd).toString();
    return new Result(shape, Fingerprint.of(hashed), truncated, malformed);
  }

  private void copyAll(JsonParser in) throws IOException {
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (frames.isEmpty() && roots.size() == maxRoots) {
        malformed |= maxRoots == 1;
        truncated |= maxRoots > 1;
        return;
      }
      copy(token, in);
    }
  }

  private void copy(JsonToken token, JsonParser in) throws IOException {
    switch (token) {
      case FIELD_NAME -> member(in);
      case START_OBJECT, START_ARRAY -> open(token == JsonToken.START_ARRAY, in);
      case END_OBJECT, END_ARRAY -> close();
      default -> value(token, in);
    }
  }

  private void member(JsonParser in) throws IOException {
    String name = in.currentName();
    JsonFrames.Frame object = frames.top();
    if (object.position < 0 && frames.depth() > 1 && rules.wrapsValue(name)) {
      skipRest(in);
      return;
    }
    begin(object);
    object.name = name;
    if (!rules.keeps(frames)) {
      out.setLength(object.memberStart);
      object.valuePending = false;
      in.nextToken();
      in.skipChildren();
      return;
    }
    out.append('"').append(PlainName.shown(name)).append("\":");
  }

  /** The object that is open represents a value. */
  private void skipRest(JsonParser in) throws IOException {
    out.setLength(frames.close().start);
    out.append(VALUE);
    endValue();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = in.nextToken();
      if (token == null) {
        return;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private void begin(JsonFrames.Frame container) {
    container.memberStart = out.length();
    container.position++;
    container.valuePending = true;
    if (container.previousEnd > 0) {
      out.append(',');
    }
  }

  private void beginElement() {
    if (!frames.isEmpty() && frames.top().array) {
      begin(frames.top());
    }
  }

  private void open(boolean array, JsonParser in) throws IOException {
    beginElement();
    if (frames.depth() == MAX_DEPTH) {
      malformed = true;
      out.append(VALUE);
      endValue();
      in.skipChildren();
      return;
    }
    frames.open(array, out.length());
    out.append(array ? '[' : '{');
  }

  private void close() {
    JsonFrames.Frame closed = frames.close();
    out.append(closed.array ? ']' : '}');
    endValue();
  }

  private void value(JsonToken token, JsonParser in) throws IOException {
    beginElement();
    if (token == JsonToken.VALUE_STRING && rules.isName(frames)) {
      String name = in.getText();
      if (PlainName.isPlain(name)) {
        out.append('"').append(name).append('"');
        rules.named(frames, name);
        endValue();
        return;
      }
    }
    out.append(VALUE);
    endValue();
  }

  /** A value is written: folds it into the one before it if that is equal. */
  private void endValue() {
    if (frames.isEmpty()) {
      endRoot();
      return;
    }
    JsonFrames.Frame container = frames.top();
    container.valuePending = false;
    int start = container.memberStart + (container.previousEnd > 0 ? 1 : 0);
    if (repeats(container, start)) {
      out.setLength(container.memberStart);
      return;
    }
    container.previousStart = start;
    container.previousEnd = out.length();
    if (frames.depth() == 1 && !container.array && !rules.identifies(frames)) {
      unhashedStart = container.memberStart;
      unhashedEnd = out.length();
    }
  }

  private boolean repeats(JsonFrames.Frame container, int start) {
    int length = out.length() - start;
    if (container.previousEnd - container.previousStart != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (out.charAt(container.previousStart + i) != out.charAt(start + i)) {
        return false;
      }
    }
    return true;
  }

  private void endRoot() {
    String root = out.toString();
    out.setLength(0);
    if (!roots.contains(root)) {
      roots.add(root);
    }
  }

  /** Closes what a cut left open; a member whose value did not come has a masked one. */
  private void closeAll() {
    while (!frames.isEmpty()) {
      if (frames.top().valuePending) {
        out.append(VALUE);
        endValue();
      }
      close();
    }
  }
}
