package io.dbintel.quickstart.view;

import java.io.PrintStream;
import java.util.List;

/** Where frames of lines go: over each other on a terminal, below each other elsewhere. */
public final class Screen {

  private static final int PLAIN_WIDTH = 160;
  private static final int NARROWEST = 60;
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_ALL = "\u001b[2J";

  private final PrintStream out;
  private final int columns;
  private boolean drawn;

  private Screen(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** Standard output of this process; a terminal when the launcher says how wide it is. */
  public static Screen standardOutput() {
    return on(System.out, Integer.getInteger("dbintel.columns", 0));
  }

  /**
   * Any stream.
   *
   * @param columns width of the terminal, 0 when it is none
   */
  public static Screen on(PrintStream out, int columns) {
    return new Screen(out, columns);
  }

  /** Whether frames replace each other. */
  public boolean isTerminal() {
    return columns > 0;
  }

  int width() {
    return isTerminal() ? Math.max(NARROWEST, columns) : PLAIN_WIDTH;
  }

  /** Prints one line that stays. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  synchronized void show(List<String> lines) {
    if (isTerminal()) {
      StringBuilder frame = new StringBuilder(drawn ? HOME : CLEAR_ALL + HOME);
      lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
      out.print(frame.append(CLEAR_BELOW));
    } else {
      lines.forEach(out::println);
      out.println();
    }
    drawn = true;
    out.flush();
  }
}
