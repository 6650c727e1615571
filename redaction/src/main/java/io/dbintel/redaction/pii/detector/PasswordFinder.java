package io.dbintel.redaction.pii.detector;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values assigned to a password: {@code password=…} to the separator, {@code "password":"…"} to the
 * closing quote, {@code password: …} to the end of the line. A quoted value that nothing closes
 * reaches to the end of the text.
 */
final class PasswordFinder implements SpanFinder {
  private static final String WORD = "(?i:password|passwd|passphrase|pwd)";
  private static final String QUOTE = "\\\\{0,3}[\"']";

  /** Group 1 is the escape before an opening quote or brace, group 2 the quote or brace. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          (WORD
                  + "(?:(?:"
                  + QUOTE
                  + ")?\\s{0,2}=>?(?![ \\t]{0,2}[\\r\\n])|"
                  + QUOTE
                  + "\\s{0,2}:(?=\\s{0,2}\\\\{0,3}[\"']))")
              + "\\s{0,2}(?:(\\\\{0,3})([\"'{]))?");

  /** {@code password: x} as YAML has it, to the end of its line or of its place in a flow map. */
  private static final Pattern MAPPED =
      Pattern.compile(
          "(^[\\t -]{0,128}+|[\\s,{])[\\w.-]{0,64}?"
              + WORD
              + ":[ \\t]{1,8}(?![|>&!?\"'{\\[])([^\\s,}#;][^\\s,};]{0,255})(?=[ \\t]*(?:[\\r"
              + "\\n"
              + ",};]|\\z|[ \\t]#))",
          Pattern.MULTILINE);

  private static final Pattern PROSE = Pattern.compile("\\p{L}+[.!:]?");

  private final Predicate<String> validator;

  PasswordFinder(Predicate<String> validator) {
    this.validator = validator;
  }

  @Override
  public void find(String text, SpanSink sink) {
    findAssigned(text, sink);
    findMapped(text, sink);
  }

  /** A plain word counts only if the line begins with the key: else it goes on with a sentence. */
  private void findMapped(String text, SpanSink sink) {
    Matcher matcher = MAPPED.matcher(text);
    while (matcher.find()) {
      String value = matcher.group(2);
      if ((beginsLine(text, matcher) || !PROSE.matcher(value).matches()) && validator.test(value)) {
        sink.accept(matcher.start(2), matcher.end(2));
      }
    }
  }

  private static boolean beginsLine(String text, Matcher mapped) {
    int start = mapped.start(1);
    return start == 0
        || "\r\n".indexOf(text.charAt(start - 1)) >= 0
        || mapped.group(1).equals("\n");
  }

  private void findAssigned(String text, SpanSink sink) {
    Matcher matcher = ASSIGNED.matcher(text);
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      int start = matcher.end();
      int end = matcher.group(2) == null ? bareEnd(text, start) : quotedEnd(text, matcher);
      if (end > start && validator.test(text.substring(start, end))) {
        sink.accept(start, end);
      }
      from = Math.max(start, end);
    }
  }

  private static int quotedEnd(String text, Matcher opening) {
    char quote = opening.group(2).charAt(0) == '{' ? '}' : opening.group(2).charAt(0);
    boolean escaped = !opening.group(1).isEmpty();
    int at = opening.end();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (escaped && c == '\\') {
        return at;
      }
      boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == quote;
      if (c == quote && (escaped || !doubled)) {
        return at;
      }
      at += c == quote || (c == '\\' && quote != '}') ? 2 : 1;
    }
    return text.length();
  }

  private static int bareEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !separates(text, end)) {
      end++;
    }
    while (end > start && "(){}\\".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean separates(String text, int at) {
    char c = text.charAt(at);
    if (c == ',' || c == '&') {
      return beginsAssignment(text, at + 1);
    }
    return c <= ' ' || ";\"'<>".indexOf(c) >= 0;
  }

  /** True at the end, before a blank and before {@code name=}: preceded by a separator. */
  private static boolean beginsAssignment(String text, int start) {
    int at = start;
    while (at - start < Byte.MAX_VALUE && WordBoundary.letterOrDigitAt(text, at)) {
      at++;
    }
    return at == text.length() || text.charAt(at) <= ' ' || text.charAt(at) == '=';
  }
}
