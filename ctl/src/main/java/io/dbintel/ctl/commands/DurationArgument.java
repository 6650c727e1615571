package io.dbintel.ctl.commands;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration such as 90s, 10m or 2h. */
final class DurationArgument implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    Duration value =
        form.matches()
            ? UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)))
            : Duration.ZERO;
    if (value.isZero()) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; expected a number above 0 with ms, s, m, h or d, as 10m");
    }
    return value;
  }
}
