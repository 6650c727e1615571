package io.dbintel.redaction.pii.mask;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.detector.ValueShape;
import java.util.Locale;

/** Writes what replaces a value, as the configuration says for its type. */
public final class Masker {
  private static final int SHOWN_LAST = 4;
  private static final int MIN_NUMBER_SHOWN = 8;

  private final PiiConfig config;
  private final Tokenizer tokenizer;

  /**
   * @param tenant whose key tokens are made with; tokens of two tenants never compare equal
   */
  public Masker(PiiConfig config, String tenant) {
    this.config = config;
    this.tokenizer = config.hmacKey() == null ? null : new Tokenizer(config.hmacKey(), tenant);
  }

  /** The replacement of one value. */
  public String mask(String type, ValueShape shape, String value) {
    return switch (config.maskOf(type)) {
      case REDACT -> '<' + type + '>';
      case HMAC -> '<' + type + ':' + tokenizer.token(type, canonical(shape, value)) + '>';
      case PARTIAL -> partial(type, shape, value);
      case KEEP_FORMAT -> keepFormat(value);
    };
  }

  /** Equal for all ways to write the same value. */
  private static String canonical(ValueShape shape, String value) {
    return switch (shape) {
      case EMAIL, ADDRESS -> value.toLowerCase(Locale.ROOT);
      case NUMBER -> value.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
      case SECRET -> value;
    };
  }

  private static String partial(String type, ValueShape shape, String value) {
    return switch (shape) {
      case EMAIL -> value.charAt(0) + "***" + value.substring(value.lastIndexOf('@'));
      case NUMBER -> {
        long length = value.chars().filter(Character::isLetterOrDigit).count();
        long hidden = length < MIN_NUMBER_SHOWN ? length : length - SHOWN_LAST;
        yield starred(value, 0, hidden);
      }
      case ADDRESS -> {
        long length = value.chars().filter(Character::isLetterOrDigit).count();
        yield starred(value, length / 2, length);
      }
      case SECRET -> '<' + type + '>';
    };
  }

  /** Stars for the letters and digits whose ordinal is in {@code [from, to)}. */
  private static String starred(String value, long from, long to) {
    StringBuilder masked = new StringBuilder(value.length());
    long ordinal = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean counted = Character.isLetterOrDigit(c);
      masked.append(counted && ordinal >= from && ordinal < to ? '*' : c);
      ordinal += counted ? 1 : 0;
    }
    return masked.toString();
  }

  /** Beyond ASCII all is masked: in many scripts marks that are not letters carry the sound. */
  private static String keepFormat(String value) {
    boolean punctuationOnly =
        value.chars().noneMatch(c -> c >= 0x80 || Character.isLetterOrDigit(c));
    StringBuilder masked = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isDigit(c)) {
        masked.append('9');
      } else if (Character.isUpperCase(c)) {
        masked.append('X');
      } else {
        boolean shown = c < 0x80 && !Character.isLetter(c) && !punctuationOnly;
        masked.append(shown ? c : 'x');
      }
    }
    return masked.toString();
  }
}
