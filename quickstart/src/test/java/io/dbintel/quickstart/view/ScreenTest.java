package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void drawsFramesOverEachOtherOnATerminal() {
    Screen screen = Screen.on(out, 100);
    screen.show(List.of("a"));
    screen.show(List.of("b"));

    assertThat(screen.width()).isEqualTo(100);
    assertThat(printed())
        .isEqualTo("\u001b[2J\u001b[Ha\u001b[K\n\u001b[J\u001b[Hb\u001b[K\n\u001b[J");
  }

  @Test
  void printsPlainLinesElsewhere() {
    Screen screen = Screen.on(out, 0);
    screen.say("starting");
    screen.show(List.of("a", "b"));

    assertThat(screen.isTerminal()).isFalse();
    assertThat(printed().lines()).containsExactly("starting", "a", "b", "");
    assertThat(Screen.standardOutput().width()).isEqualTo(160);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
