package io.dbintel.quickstart;

import io.dbintel.quickstart.view.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A screen whose lines a test can read. */
final class Printed {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Screen screen() {
    return Screen.on(new PrintStream(bytes, true, StandardCharsets.UTF_8), 0);
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
