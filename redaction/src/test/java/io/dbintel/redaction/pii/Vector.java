package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.config.Sensitivity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A line of {@code pii/vectors.txt}: what must be found at a sensitivity, and nothing else. */
record Vector(int line, Sensitivity sensitivity, Marked marked) {

  static List<Vector> all() {
    List<Vector> vectors = new ArrayList<>();
    Sensitivity sensitivity = Sensitivity.MEDIUM;
    int number = 0;
    for (String line : resource("/pii/vectors.txt").split("\n", -1)) {
      number++;
      if (line.startsWith("@ ")) {
        sensitivity = Sensitivity.valueOf(line.substring(2).toUpperCase(Locale.ROOT));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        vectors.add(new Vector(number, sensitivity, Marked.of(line)));
      }
    }
    return vectors;
  }

  private static String resource(String name) {
    try (InputStream in = Vector.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
