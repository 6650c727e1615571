package io.dbintel.redaction.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which {@code «TYPE:value»} marks what must be found. */
record Marked(String text, List<Detection> expected) {
  private static final Pattern MARK = Pattern.compile("«([A-Z0-9_]+):([^»]*)(?:»|$)");

  static Marked of(String line) {
    String joined =
        line.replace("{+}", "").replace("\\n", "\n").replace("\\t", "\t").replace("\\f", "\f");
    StringBuilder text = new StringBuilder();
    List<Detection> expected = new ArrayList<>();
    Matcher mark = MARK.matcher(joined);
    int copied = 0;
    while (mark.find()) {
      text.append(joined, copied, mark.start());
      int start = text.length();
      text.append(mark.group(2));
      expected.add(new Detection(mark.group(1), start, text.length()));
      copied = mark.end();
    }
    text.append(joined, copied, joined.length());
    return new Marked(text.toString(), expected);
  }
}
