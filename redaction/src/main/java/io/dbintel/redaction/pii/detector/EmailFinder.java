package io.dbintel.redaction.pii.detector;

import java.util.Locale;
import java.util.Set;
import org.apache.commons.validator.routines.EmailValidator;

/**
 * E-mail addresses: from each {@code @}, also percent-encoded in a URL, up to 64 characters to the
 * left (RFC 5321) and a domain to the right, shortened label by label until it validates. Reserved
 * and private top-level domains count as well. The user part of a URL is not an address.
 */
final class EmailFinder implements SpanFinder {
  private static final String ENCODED_AT = "%40";
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;

  /** From here on scripts set no blanks between words: an address ends where one begins. */
  private static final char UNSPACED_SCRIPTS = '\u2e80';

  private static final EmailValidator VALIDATOR = EmailValidator.getInstance(false, true);
  private static final Set<String> PRIVATE_DOMAINS =
      Set.of("test", "example", "invalid", "local", "internal", "intranet", "lan", "corp", "home");

  @Override
  public void find(String text, SpanSink sink) {
    find(text, "@", sink);
    find(text, ENCODED_AT, sink);
  }

  private static void find(String text, String sign, SpanSink sink) {
    int searchedTo = 0;
    for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      int start = localStart(text, at, searchedTo);
      if (start < at && !inUrlUserInfo(text, start) && !serviceUser(text, start, at)) {
        int domain = at + sign.length();
        int valid = longestValid(text, start, at, domain, UNSPACED_SCRIPTS);
        if (valid < 0) {
          valid = longestValid(text, start, at, domain, Character.MAX_VALUE);
        }
        if (valid > 0) {
          sink.accept(start, valid);
          searchedTo = valid;
        }
      }
    }
  }

  private static int localStart(String text, int at, int limit) {
    int start = localRun(text, at, limit, UNSPACED_SCRIPTS);
    if (start == at) {
      start = localRun(text, at, limit, Character.MAX_VALUE);
    }
    while (start < at && ".'-+".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return start;
  }

  private static int localRun(String text, int at, int limit, char below) {
    int start = at;
    while (start > limit
        && at - start < MAX_LOCAL
        && text.charAt(start - 1) < below
        && isLocal(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int domainEnd(String text, int start, char below) {
    int end = start;
    while (end < text.length()
        && end - start < MAX_DOMAIN
        && text.charAt(end) < below
        && isDomain(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The end of the longest domain that makes a valid address, or -1. */
  private static int longestValid(String text, int start, int at, int domain, char below) {
    int end = domainEnd(text, domain, below);
    while (end > domain) {
      while (end > domain && !Character.isLetterOrDigit(text.charAt(end - 1))) {
        end--;
      }
      if (valid(text.substring(start, at), text.substring(domain, end))) {
        return end;
      }
      do {
        end--;
      } while (end > domain && text.charAt(end) != '.');
    }
    return -1;
  }

  private static boolean valid(String local, String domain) {
    int dot = domain.lastIndexOf('.');
    if (dot <= 0) {
      return false;
    }
    String top = domain.substring(dot + 1).toLowerCase(Locale.ROOT);
    String proven = PRIVATE_DOMAINS.contains(top) ? domain.substring(0, dot) + ".com" : domain;
    return VALIDATOR.isValid(local + '@' + proven);
  }

  private static boolean inUrlUserInfo(String text, int start) {
    int before = start - 1;
    while (before >= 0 && start - before < MAX_DOMAIN && isUserInfo(text.charAt(before))) {
      before--;
    }
    return before >= 2 && text.startsWith("://", before - 2);
  }

  private static boolean isUserInfo(char c) {
    return c != '/' && c > ' ' && c != '"' && c != '\'';
  }

  /** {@code git@host} names a service, not a person. */
  private static boolean serviceUser(String text, int start, int at) {
    return at - start == 3 && text.startsWith("git", start);
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+-'".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }
}
