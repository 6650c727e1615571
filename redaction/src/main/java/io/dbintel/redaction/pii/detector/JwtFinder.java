package io.dbintel.redaction.pii.detector;

/**
 * Tokens of RFC 7519 in compact form: base64url segments joined by dots, of which the first is a
 * JSON object ({@code eyJ} is <code>{"</code> in base64). A payload and a signature follow it, or
 * four segments of an encrypted token.
 */
final class JwtFinder implements SpanFinder {
  private static final String OBJECT = "eyJ";
  private static final int MIN_HEADER = 9;
  private static final int MIN_PAYLOAD = 4;
  private static final int SIGNED = 2;
  private static final int ENCRYPTED = 4;

  @Override
  public void find(String text, SpanSink sink) {
    int at = text.indexOf(OBJECT);
    while (at >= 0) {
      int headerEnd = segmentEnd(text, at);
      int end = tokenEnd(text, headerEnd);
      int start = end > 0 ? headerStart(text, at, headerEnd) : -1;
      if (start >= 0) {
        sink.accept(start, end);
      }
      at = text.indexOf(OBJECT, start >= 0 ? end : headerEnd);
    }
  }

  /** The first place in the segment at which a header begins, or -1. */
  private static int headerStart(String text, int from, int segmentEnd) {
    int start = from;
    while (start >= 0 && start + MIN_HEADER <= segmentEnd) {
      if (!WordBoundary.letterOrDigitAt(text, start - 1)) {
        return start;
      }
      start = text.indexOf(OBJECT, start + 1);
    }
    return -1;
  }

  /** The end of the segments behind a header: payload and signature, or the four of RFC 7516. */
  private static int tokenEnd(String text, int headerEnd) {
    int[] ends = new int[ENCRYPTED + 1];
    ends[0] = headerEnd;
    int count = 0;
    while (count < ENCRYPTED && dotAt(text, ends[count])) {
      ends[count + 1] = segmentEnd(text, ends[count] + 1);
      count++;
    }
    if (count == ENCRYPTED && ends[4] > ends[3] + 1 && ends[3] > ends[2] + 1) {
      return ends[ENCRYPTED];
    }
    return count >= SIGNED && ends[1] - ends[0] > MIN_PAYLOAD ? ends[SIGNED] : -1;
  }

  private static boolean dotAt(String text, int index) {
    return index < text.length() && text.charAt(index) == '.';
  }

  private static int segmentEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isBase64Url(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBase64Url(char c) {
    return c == '-'
        || c == '_'
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z');
  }
}
